// What stands around textual-serve's terminal: its styles are let in by the nonce of this page, it begins once the
// letters are there to be measured, files are taken along in place, and why a visit ended is said.
"use strict";

(() => {
  const { nonce } = document.currentScript;
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
      this.addEventListener("open", () => document.querySelector(".xterm-helper-textarea").focus());
      this.addEventListener("close", (event) => {
        if (event.reason) {
          document.getElementById("why").textContent = event.reason;
        }
        document.getElementById("again").focus();
      });
    }
  };

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
    document.getElementById("again").addEventListener("click", () => location.reload());
    const terminal = document.getElementById("terminal");
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
