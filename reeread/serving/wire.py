"""The wire between the reader of a visitor and the server: without it, nobody reads."""

import os
import signal

from textual.drivers.web_driver import WebDriver


class Wire(WebDriver):
    """Textual's driver for browsers, that hangs up when the server is gone, however it went."""

    def run_input_thread(self) -> None:
        """Hear what the server says until it says no more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            os.kill(os.getpid(), signal.SIGHUP)
