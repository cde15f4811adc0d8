// The one script of the classroom: puts parts of pages in their place, posts forms, reconnects.
// Every page works without it, only slower.
"use strict";

(() => {
  const quiet = { "X-Fragment": "1" };
  const POLL = 3000;
  const SILENCE = 40000; // a stream says every 15 seconds that it is still there
  let lost = false;

  // ---- connection -------------------------------------------------------------------------

  const connection = (ok) => {
    const line = document.getElementById("connection");
    if (!line || ok === !lost) return;
    lost = !ok;
    line.hidden = false;
    line.className = ok ? "connection back" : "connection lost";
    line.textContent = ok ? line.dataset.back : line.dataset.lost;
    if (ok) setTimeout(() => { if (!lost) line.hidden = true; }, 3000);
  };

  const fetched = async (url, options) => {
    try {
      const answer = await fetch(url, { credentials: "same-origin", ...options });
      connection(true);
      return answer;
    } catch (error) {
      connection(false);
      throw error;
    }
  };

  // ---- putting a part in its place ----------------------------------------------------------

  // What somebody is in the middle of: values that were touched, open details, focus, scroll.
  const kept = (root) => {
    const active = document.activeElement;
    const state = { values: [], open: [], scroll: [], focus: null };
    for (const one of root.querySelectorAll("[data-keep][id]")) {
      if (one.tagName === "DETAILS") state.open.push([one.id, one.open]);
      else if (one.dataset.touched) state.values.push([one.id, one.value]);
    }
    for (const one of root.querySelectorAll(".news, .chat, .offers")) {
      state.scroll.push([one.id, one.scrollTop]);
    }
    if (active && active.id && root.contains(active)) {
      state.focus = [active.id, active.selectionStart, active.selectionEnd];
    }
    return state;
  };

  const restored = (root, state, fresh) => {
    for (const [id, value] of state.values) {
      const one = document.getElementById(id);
      if (!one || (fresh && fresh.contains(one))) continue;
      one.value = value;
      one.dataset.touched = "1";
    }
    for (const [id, open] of state.open) {
      const one = document.getElementById(id);
      if (one) one.open = open;
    }
    prepare(root);
    for (const [id, top] of state.scroll) {
      const one = id && document.getElementById(id);
      if (one) one.scrollTop = top;
    }
    if (state.focus) {
      const one = document.getElementById(state.focus[0]);
      if (one) {
        one.focus({ preventScroll: true });
        if (state.focus[1] != null && one.setSelectionRange && one.type !== "number") {
          one.setSelectionRange(state.focus[1], state.focus[2]);
        }
      }
    }
  };

  const swap = (selector, text, keepValues) => {
    const old = document.querySelector(selector);
    const parsed = new DOMParser().parseFromString(text, "text/html");
    const fresh = parsed.querySelector(selector) || parsed.querySelector(".warning[role=alert]");
    if (!old || !fresh) return false;
    const state = kept(old);
    if (!keepValues) state.values = [];
    if (fresh.matches(selector)) {
      old.replaceWith(document.adoptNode(fresh));
    } else {
      old.prepend(document.adoptNode(fresh)); // a refusal: say so, and leave the page as it is
    }
    const now = document.querySelector(selector);
    restored(now, state);
    const builder = now.querySelector("form[data-preview]");
    if (builder && state.values.length) preview(builder);
    return true;
  };

  // ---- forms --------------------------------------------------------------------------------

  const data = (form, button) => {
    const fields = new URLSearchParams(new FormData(form));
    if (button && button.name) fields.set(button.name, button.value);
    return fields;
  };

  const post = async (form, button) => {
    const url = (button && button.getAttribute("formaction")) || form.action;
    const body = data(form, button);
    if (body.get("suggest") === "yes") body.set("suggest", body.get("suggest_points") || "");
    form.setAttribute("aria-busy", "true");
    for (const one of form.querySelectorAll("button")) one.disabled = true;
    // The same wish again is carried out once, so trying again is safe.
    for (let pause = 500; ; pause = Math.min(8000, 2 * pause)) {
      try {
        const answer = await fetched(url, { method: "POST", body, headers: quiet });
        if (answer.redirected && !answer.headers.get("X-Part")) {
          location.assign(answer.url);
          return;
        }
        if (answer.status >= 500) throw new Error("the server is not ready");
        if (!swap(form.dataset.swap, await answer.text(), url.endsWith("/say"))) location.reload();
        break;
      } catch (error) {
        connection(false);
        await new Promise((go) => setTimeout(go, pause));
      }
    }
    form.removeAttribute("aria-busy");
    for (const one of form.querySelectorAll("button")) one.disabled = false;
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    const question = button && button.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    if (!form.dataset.swap) {
      form.setAttribute("aria-busy", "true"); // a double click sends one form
      setTimeout(() => form.removeAttribute("aria-busy"), 4000);
      return;
    }
    event.preventDefault();
    post(form, button);
  });

  // ---- the offer builder ----------------------------------------------------------------------

  const waiting = new WeakMap();
  const preview = (form) => {
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(async () => {
      try {
        const answer = await fetched(form.dataset.previewFrom, {
          method: "POST", body: data(form), headers: quiet,
        });
        if (answer.ok) swap(form.dataset.preview, await answer.text(), true);
      } catch (error) { /* told by the line at the foot */ }
    }, 40));
  };

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset.slides) {
      const select = document.getElementById(field.dataset.slides);
      select.value = field.value;
      select.dataset.touched = "1";
      field.setAttribute("aria-valuetext", select.options[select.selectedIndex].text);
    } else if (field.id && field.matches("[data-keep]")) {
      field.dataset.touched = "1";
      const slider = document.querySelector(`[data-slides="${field.id}"]`);
      if (slider) slider.value = field.value;
    }
    const form = field.form;
    if (form && form.dataset.preview && field.name !== "suggest_points") preview(form);
  });

  // A slider beside each list of levels.
  const sliders = (root) => {
    for (const select of root.querySelectorAll("select[data-slider]")) {
      let slider = root.querySelector(`[data-slides="${select.id}"]`);
      if (!slider) {
        slider = document.createElement("input");
        slider.type = "range";
        slider.min = 0;
        slider.max = select.options.length - 1;
        slider.step = 1;
        slider.dataset.slides = select.id;
        const label = root.querySelector(`label[for="${select.id}"]`);
        slider.setAttribute("aria-label", label ? label.textContent : select.name);
        select.before(slider);
      }
      slider.value = select.value;
      slider.setAttribute("aria-valuetext", select.options[select.selectedIndex].text);
    }
  };

  // ---- live parts -----------------------------------------------------------------------------

  const live = new Map();

  const refresh = async (part) => {
    const now = document.getElementById(part.id);
    if (!now || !now.dataset.from) return;
    const answer = await fetched(now.dataset.from, { headers: quiet });
    if (answer.redirected) {
      location.assign(answer.url);
    } else if (answer.ok) {
      swap(`#${part.id}`, await answer.text(), true);
    }
  };

  const follow = (root) => {
    for (const [id, part] of live) {
      const now = document.getElementById(id);
      if (!now || now.dataset.live !== part.url) {
        if (part.source) part.source.close();
        clearInterval(part.timer);
        live.delete(id);
      }
    }
    for (const one of root.querySelectorAll("[data-live][id]")) {
      if (live.has(one.id)) continue;
      const part = { id: one.id, url: one.dataset.live, source: null, timer: 0, heard: 0 };
      live.set(one.id, part);
      const news = (event) => {
        part.heard = Date.now();
        connection(true);
        const now = document.getElementById(part.id);
        if (now && event.lastEventId && event.lastEventId !== now.dataset.version) {
          refresh(part).catch(() => {});
        }
      };
      const listen = () => {
        part.source = new EventSource(part.url);
        part.source.addEventListener("version", news);
        part.source.addEventListener("still", () => { part.heard = Date.now(); });
        part.source.onopen = () => { part.heard = Date.now(); connection(true); };
        part.source.onerror = () => { part.heard = 0; };
      };
      if (window.EventSource && !document.documentElement.hasAttribute("data-poll")) listen();
      part.again = () => {
        refresh(part).catch(() => {});
        if (part.source) { part.source.close(); listen(); }
      };
      // A proxy may swallow events, and a line may be dead without knowing: whoever hears nothing
      // asks, and calls again.
      part.timer = setInterval(() => {
        const open = part.source && part.source.readyState === 1;
        if (open && Date.now() - part.heard < SILENCE) return;
        if (open || (part.source && part.source.readyState === 2)) part.again();
        else refresh(part).catch(() => {});
      }, POLL);
    }
  };

  // ---- clocks ---------------------------------------------------------------------------------

  const offset = () => {
    const start = document.querySelector("[data-server-now]");
    return start ? Number(start.dataset.serverNow) - start.dataset.readAt / 1000 : 0;
  };

  const tick = () => {
    for (const one of document.querySelectorAll("time[data-until]")) {
      const left = Math.max(0, Math.round(Number(one.dataset.until) - Date.now() / 1000 - offset()));
      const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (one.textContent !== text) one.textContent = text;
      one.classList.toggle("short", left <= 15);
    }
  };

  // ---- beginning ------------------------------------------------------------------------------

  const prepare = (root) => {
    for (const one of [root, ...root.querySelectorAll("[data-server-now]")]) {
      if (one.dataset && one.dataset.serverNow && !one.dataset.readAt) {
        one.dataset.readAt = Date.now();
      }
    }
    for (const one of root.querySelectorAll("[data-noscript]")) one.hidden = true;
    for (const one of root.querySelectorAll("[data-print]")) {
      one.hidden = false;
      one.onclick = () => window.print();
    }
    sliders(root);
    follow(document);
    for (const one of root.querySelectorAll(".chat")) one.scrollTop = one.scrollHeight;
    tick();
  };

  window.addEventListener("online", () => { for (const part of live.values()) part.again(); });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const part of live.values()) refresh(part).catch(() => {});
  });
  document.documentElement.classList.add("scripted");
  prepare(document);
  setInterval(tick, 500);
})();
