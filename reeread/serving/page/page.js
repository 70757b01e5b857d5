// What stands around textual-serve's terminal: its styles are let in by the nonce of this page, it begins once the
// letters are there to be measured, files and texts are taken along in place, and why a visit ended is said.
"use strict";

(() => {
  const { nonce } = document.currentScript;
  const by = (id) => document.getElementById(id);
  const typing = () => document.querySelector(".xterm-helper-textarea");
  const create = document.createElement.bind(document);
  document.createElement = (name, options) => {
    const made = create(name, options);
    if (String(name).toLowerCase() === "style") {
      made.nonce = nonce;
    }
    return made;
  };

  window.WebSocket = class extends WebSocket {
    constructor(...where) {
      super(...where);
      this.addEventListener("open", () => typing().focus());
      this.addEventListener("close", (event) => {
        if (event.reason) {
          by("why").textContent = event.reason;
        }
        by("again").focus();
      });
    }
  };

  // What the reader copies. Without encryption browsers have no clipboard for scripts, and others want a hand to ask for
  // it; then the old way is tried, and else the text is shown with a button. Nobody is told what the clipboard holds.
  const clipboard = navigator.clipboard;
  const take = () => {
    by("text").focus();
    by("text").select();
    if (document.execCommand("copy")) {
      leave();
    }
  };
  const leave = () => {
    document.body.classList.remove("-copying");
    typing().focus();
  };
  const writeText = async (text) => {
    try {
      await clipboard.writeText(text);
    } catch {
      by("text").value = text;
      document.body.classList.add("-copying");
      take();
    }
  };
  Object.defineProperty(navigator, "clipboard", { value: { writeText, readText: async () => "" } });

  // Files are taken along in place. Addresses in articles lead nowhere: nobody has looked at them.
  const files = `${location.origin}/download/`;
  window.open = (address) => {
    if (String(address).startsWith(files)) {
      const link = create("a");
      link.href = address;
      link.click();
    }
    return null;
  };

  window.addEventListener("load", async () => {
    by("again").addEventListener("click", () => location.reload());
    by("copy").addEventListener("click", take);
    by("back").addEventListener("click", leave);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && document.body.classList.contains("-copying")) {
        leave();
      }
    });
    const terminal = by("terminal");
    terminal.dataset.sessionWebsocketUrl = `${location.origin.replace(/^http/, "ws")}/ws`;
    terminal.dataset.fontSize = window.innerWidth < 900 ? "14" : "16";
    const faces = ["16px", "bold 16px", "italic 16px"];
    await Promise.allSettled(faces.map((face) => document.fonts.load(`${face} "Roboto Mono"`)));
    const script = create("script");
    script.src = "/kept/textual.js";
    script.addEventListener("load", () => window.onload());
    document.head.append(script);
  });
})();
