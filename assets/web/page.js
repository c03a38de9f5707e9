// The page around Flet: tells the client where its files are, says in Japanese when the page is
// still loading or the town's server cannot be reached, and switches the semantics tree on.
"use strict";

// Without this class the page asks for scripts to be allowed; <noscript> would not notice that
// this file is missing.
document.documentElement.classList.add("scripted");

const client = document.documentElement.dataset.client;

var flet = {
  pyodide: false,
  multiView: false,
  noCdn: true,
  webSocketEndpoint: "/ws",
  entrypointBaseUrl: client,
  assetBase: client,
  canvasKitBaseUrl: client + "canvaskit/",
  fontFallbackBaseUrl: client + "assets/fonts/",
  routeUrlStrategy: "path",
  webRenderer: "auto",
};
flet.flutterAppLoaded = new Promise((resolve) => { flet.flutterAppResolve = resolve; });

// WebKit brings a page back from its cache with a dead canvas; only a reload helps.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && navigator.vendor && navigator.vendor.startsWith("Apple")) {
    window.location.reload();
  }
});

// The desk's log-in ends with the browser's session, though the client stores it like all else.
if (!document.cookie.split("; ").includes("desk-session=open")) {
  localStorage.removeItem("flutter.desk_token");
  document.cookie = "desk-session=open; path=/; SameSite=Strict";
}

// Flet empties the title of a page that has not set its own.
const title = document.title;
new MutationObserver(() => { if (!document.title) { document.title = title; } })
  .observe(document.querySelector("title"), { childList: true });

// Flutter adds a viewport that forbids zooming, and a view that is no landmark.
function openUp() {
  for (const meta of document.querySelectorAll("meta[flt-viewport]")) {
    meta.content = "width=device-width, initial-scale=1.0";
  }
  for (const view of document.querySelectorAll("flutter-view:not([role])")) {
    view.setAttribute("role", "main");
  }
}
for (const part of [document.head, document.body || document.documentElement]) {
  new MutationObserver(openUp).observe(part, { childList: true });
}
document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver(openUp).observe(document.body, { childList: true });
  openUp();
});

// ---- the outage sentence -------------------------------------------------------------------

const DOWN_MS = 1500;       // a reconnect shorter than this is not worth a word
const SILENT_MS = 5000;     // a socket that opened or is opening, and says nothing
const PULSE_MS = 20000;     // how often a quiet line is tried
const PULSE_WAIT_MS = 8000;

const outage = {
  timer: null,
  due: Infinity,
  socket: null,
  leaving: false,

  // A later failure never puts the sentence off, an earlier one brings it forward.
  soon(wait) {
    const due = Date.now() + wait;
    if (due < this.due && !this.leaving) {
      clearTimeout(this.timer);
      this.due = due;
      this.timer = setTimeout(() => this.show(), wait);
    }
  },

  over() {
    clearTimeout(this.timer);
    this.due = Infinity;
    const box = document.getElementById("outage");
    if (box && box.firstChild) {
      box.replaceChildren();
      this.hold(false);
    }
  },

  show() {
    const box = document.getElementById("outage");
    if (box && !box.firstChild) {
      box.append(document.getElementById("outage-words").content.cloneNode(true));
      this.hold(true);
    }
  },

  // Nothing under the sentence may be pressed: it would be lost.
  hold(held) {
    for (const view of document.querySelectorAll("flutter-view")) {
      view.inert = held;
    }
  },

  drop() {
    if (this.socket) {
      this.socket.close();
    }
    this.soon(DOWN_MS);
  },
};

window.WebSocket = class extends window.WebSocket {
  constructor(...given) {
    super(...given);
    outage.socket = this;
    outage.soon(SILENT_MS);
    this.addEventListener("message", () => {
      if (outage.socket === this) {
        outage.over();
        opening.talked();
      }
    });
    this.addEventListener("close", () => {
      if (outage.socket === this) {
        outage.soon(DOWN_MS);
      }
    });
  }
};

window.addEventListener("pagehide", () => { outage.leaving = true; outage.over(); });
window.addEventListener("pageshow", () => { outage.leaving = false; });
window.addEventListener("offline", () => outage.drop());

// A cable pulled out behind the router closes nothing: ask now and then.
setInterval(() => {
  const open = outage.socket && outage.socket.readyState === WebSocket.OPEN;
  if (open && document.visibilityState === "visible") {
    fetch("/alive", { cache: "no-store", signal: AbortSignal.timeout(PULSE_WAIT_MS) })
      .catch(() => outage.drop());
  }
}, PULSE_MS);

// ---- until the first screen ----------------------------------------------------------------

const opening = {
  drawn: false,
  spoken: false,

  talked() { this.spoken = true; this.end(); },

  end() {
    const box = document.getElementById("opening");
    if (box && this.drawn && this.spoken) {
      requestAnimationFrame(() => setTimeout(() => box.remove(), 150));
    }
  },
};

window.addEventListener("flutter-first-frame", () => { opening.drawn = true; opening.end(); });

setTimeout(() => {
  const words = document.getElementById("slow");
  if (words) { words.hidden = false; }
}, 20000);

// ---- the semantics tree --------------------------------------------------------------------

// Flutter waits for a press on a hidden button before it describes the screen to assistive tools.
// On phones it accepts only a press in the middle of that button.
function wake() {
  const button = document.querySelector("flt-semantics-placeholder");
  if (!button) {
    return;
  }
  const box = button.getBoundingClientRect();
  button.dispatchEvent(new MouseEvent("click", {
    bubbles: true,
    cancelable: true,
    clientX: box.left + box.width / 2,
    clientY: box.top + box.height / 2,
  }));
}

new MutationObserver(wake).observe(document, { childList: true, subtree: true });
