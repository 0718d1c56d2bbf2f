// What the browser does by itself, so that it needs no round trip: theme, times, keys, drafts,
// scrolling, colours of code, copying.
(function () {
  'use strict';
  if (window.mainspring) {
    return;
  }
  const store = {
    get: (key) => {
      try { return localStorage.getItem('mainspring.' + key); } catch (blocked) { return null; }
    },
    set: (key, value) => {
      try {
        if (value === null || value === '') {
          localStorage.removeItem('mainspring.' + key);
        } else {
          localStorage.setItem('mainspring.' + key, value);
        }
      } catch (blocked) { /* Without storage nothing is remembered; all else works. */ }
    },
  };
  const api = (window.mainspring = {});

  // --- theme and other remembered choices

  api.theme = (scheme) => {
    if (scheme) {
      store.set('theme', scheme);
      document.documentElement.style.colorScheme = scheme;
    }
    return store.get('theme') || 'light dark';
  };
  api.delivery = (wire) => {
    if (wire) {
      store.set('delivery', wire);
    }
    return store.get('delivery') || 'steer';
  };

  // --- times

  const two = (n) => String(n).padStart(2, '0');
  const length = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000));
    if (s < 60) { return s + ' s'; }
    if (s < 3600) { return Math.floor(s / 60) + 'm ' + two(s % 60) + 's'; }
    return Math.floor(s / 3600) + 'h ' + two(Math.floor((s % 3600) / 60)) + 'm';
  };
  const relative = (at, short) => {
    const s = (Date.now() - at) / 1000;
    const future = s < 0;
    const abs = Math.abs(s);
    if (abs < 45) { return short ? 'now' : future ? 'in a moment' : 'just now'; }
    const units = [['d', 'day', 86400], ['h', 'hour', 3600], ['m', 'minute', 60]];
    for (const [letter, word, seconds] of units) {
      const n = Math.round(abs / seconds);
      if (n >= 1 && (abs >= seconds || word === 'minute')) {
        if (short) { return n + letter; }
        const words = n + ' ' + word + (n === 1 ? '' : 's');
        return future ? 'in ' + words : words + ' ago';
      }
    }
    return '';
  };
  const put = (node, text) => {
    if (node.textContent !== text) { node.textContent = text; }
  };
  const tick = () => {
    for (const node of document.querySelectorAll('[data-since]')) {
      put(node, length(Date.now() - Number(node.dataset.since)));
    }
    for (const node of document.querySelectorAll('[data-ago]')) {
      const at = Number(node.dataset.ago);
      put(node, relative(at, node.classList.contains('short')));
      if (!node.title) { node.title = new Date(at).toLocaleString(); }
    }
    for (const node of document.querySelectorAll('[data-clock]')) {
      const at = new Date(Number(node.dataset.clock));
      put(node, at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' }));
    }
  };
  setInterval(tick, 1000);

  // --- the buttons of messages

  api.messageActions = (transcript) => {
    if (transcript.hearsActions) { return; }
    transcript.hearsActions = true;
    transcript.addEventListener('click', (event) => {
      const button = event.target.closest('[data-action]');
      if (!button || button.disabled) { return; }
      const row = button.closest('[data-position]');
      const detail = {
        action: button.dataset.action,
        position: Number(row ? row.dataset.position : 0),
        branch: button.dataset.branch || '',
      };
      transcript.dispatchEvent(new CustomEvent('message-action', { detail }));
    });
  };

  // --- code

  const MAX_COLOURED_CHARS = 60000;
  const colour = (root) => {
    if (!window.hljs || !root.querySelectorAll) {
      return;
    }
    for (const code of root.querySelectorAll('pre code:not([data-coloured])')) {
      code.dataset.coloured = '';
      const language = (code.className.match(/language-(\S+)/) || [])[1];
      if (language && hljs.getLanguage(language) && code.textContent.length < MAX_COLOURED_CHARS) {
        code.innerHTML = hljs.highlight(code.textContent, { language, ignoreIllegals: true }).value;
      }
    }
  };
  new MutationObserver((changes) => {
    let times = false;
    for (const change of changes) {
      if (change.type === 'attributes') {
        times = true;
        continue;
      }
      for (const node of change.addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE) {
          times = true;
          colour(node.parentElement || node);
        }
      }
    }
    if (times) { tick(); }
  }).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['data-since', 'data-ago', 'data-clock'],
  });

  api.copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch (notAllowed) {
      const area = document.createElement('textarea');
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  };
  const copy = async (text, button) => {
    await api.copy(text);
    const before = button.dataset.words || button.textContent;
    button.dataset.words = before;
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = before; }, 1500);
  };
  document.addEventListener('click', (event) => {
    const button = event.target.closest && event.target.closest('[data-copy], [data-copy-text]');
    if (!button) {
      return;
    }
    const text = button.dataset.copyText
      ?? button.closest('.code').querySelector('code').textContent;
    copy(text, button);
  });

  // --- output of a running command

  const MAX_SHOWN_CHARS = 120000;
  api.append = (pre, text) => {
    const stuck = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 24;
    pre.append(text);
    let over = pre.textContent.length - MAX_SHOWN_CHARS;
    while (over > 0 && pre.firstChild && pre.firstChild !== pre.lastChild) {
      over -= pre.firstChild.textContent.length;
      pre.firstChild.remove();
    }
    if (stuck) { pre.scrollTop = pre.scrollHeight; }
  };

  // --- the transcript's scrolling

  api.scroller = (scroll, pill) => {
    if (scroll.mainspring) {
      return;
    }
    scroll.mainspring = true;
    let stuck = true;
    let top = 0;
    const far = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
    const end = () => {
      scroll.scrollTop = scroll.scrollHeight;
      top = scroll.scrollTop;
    };
    pill.hidden = true;
    // The news of a scroll comes a frame later, when the text may have grown: how far the end is then
    // says nothing. Who scrolls away scrolls up.
    scroll.addEventListener('scroll', () => {
      const up = scroll.scrollTop < top;
      top = scroll.scrollTop;
      if (far() <= 1 || (!up && far() < 48)) {
        stuck = true;
        pill.hidden = true;
      } else if (up) {
        stuck = false;
      }
    }, { passive: true });
    const column = scroll.firstElementChild;
    let height = column.offsetHeight;
    new ResizeObserver(() => {
      const grown = column.offsetHeight - height;
      height = column.offsetHeight;
      if (stuck) { end(); } else if (grown > 0 && far() > 48 && !loading) { pill.hidden = false; }
      loading = false;
    }).observe(column);
    new ResizeObserver(() => { if (stuck) { end(); } }).observe(scroll);
    pill.addEventListener('click', () => { stuck = true; end(); pill.hidden = true; });
    let loading = false;
    const button = column.querySelector('.earlier');
    if (button) {
      new IntersectionObserver((entries) => {
        if (entries[0].isIntersecting && !stuck && !loading) {
          loading = true;
          button.click();
        }
      }, { root: scroll, rootMargin: '200px 0px 0px 0px' }).observe(button);
      button.addEventListener('click', () => { loading = true; });
    }
    end();
  };

  // After the scroller has gone to the end.
  api.goTo = (transcript, position) => setTimeout(() => {
    const found = [...transcript.querySelectorAll('[data-position]')]
      .filter((node) => Number(node.dataset.position) <= position).pop();
    if (found) {
      found.scrollIntoView({ block: 'center' });
      found.classList.add('found');
    }
  }, 250);

  // --- the composer

  // On a phone's keyboard Enter breaks the line, as everywhere there; the button sends.
  const thumbs = window.matchMedia('(pointer: coarse) and (max-width: 700px)');

  api.composer = (host, key) => {
    const field = host.querySelector('vaadin-text-area');
    host.draftKey = 'draft.' + key;
    if (host.mainspring) {
      return;
    }
    host.mainspring = true;
    const send = () => {
      const text = field.value;
      const files = host.attachments;
      if (files && !files.ready(send)) {
        return;
      }
      const ids = files ? files.ids() : [];
      if ((text.trim() || ids.length) && host.sending !== text) {
        host.sending = text;
        // If no answer comes, as when the server restarts, it can be sent again.
        setTimeout(() => { if (host.sending === text) { host.sending = null; } }, 5000);
        host.dispatchEvent(new CustomEvent('composer-send', { detail: { text, files: ids.join(' ') } }));
      }
    };
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !thumbs.matches) {
        event.preventDefault();
        event.stopPropagation();
        send();
      }
    }, true);
    field.addEventListener('input', () => store.set(host.draftKey, field.value));
    host.querySelector('.send').addEventListener('click', send);
    const draft = store.get(host.draftKey);
    if (draft && !field.value) { field.value = draft; }
  };
  // The text stays until it is taken in; what was typed meanwhile is the next message.
  api.sent = (host, text) => {
    const field = host.querySelector('vaadin-text-area');
    if (host.sending === text) { host.sending = null; }
    if (field.value === text) {
      field.value = '';
      store.set(host.draftKey, null);
    }
    if (host.attachments) { host.attachments.sent(); }
    field.focus();
  };
  api.forget = (key) => {
    store.set('draft.' + key, null);
    store.set('files.' + key, null);
  };
  api.write = (host, text) => {
    host.querySelector('vaadin-text-area').value = text;
  };

  // --- cards that ask the person

  // A key pressed just as a card comes up was meant for something else.
  const CARD_RESTS_MS = 600;
  api.ask = (card) => {
    if (card.shownAt) {
      return;
    }
    card.shownAt = Date.now();
    const field = document.querySelector('.composer vaadin-text-area');
    const idle = document.activeElement === document.body
      || (field && field.contains(document.activeElement) && !field.value);
    if (idle && card === document.querySelector('.ask-card')) {
      card.focus({ preventScroll: true });
    }
  };
  const pressOnCard = (event) => {
    const card = document.querySelector('.ask-card');
    if (!card || Date.now() - card.shownAt < CARD_RESTS_MS || event.key.length !== 1) {
      return false;
    }
    const key = event.key.toLowerCase();
    const form = [...card.querySelectorAll('.question')];
    const scope = form.find((it) => it.contains(document.activeElement))
      || form.find((it) => !it.querySelector('.chosen')) || card;
    const button = scope.querySelector('[data-key="' + CSS.escape(key) + '"]')
      || card.querySelector('.ask-actions [data-key="' + CSS.escape(key) + '"]');
    if (!button || button.disabled) {
      return false;
    }
    button.click();
    return true;
  };

  // --- keys

  const typing = (event) => event.composedPath().some((node) =>
    node.tagName === 'INPUT' || node.tagName === 'TEXTAREA' || node.isContentEditable);
  const inComposer = (event) => event.composedPath().some((node) =>
    node.classList && node.classList.contains('composer'));
  let layout = null;
  document.addEventListener('keydown', (event) => {
    if (!layout || !layout.isConnected) {
      return;
    }
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (!document.querySelector('vaadin-dialog[opened]')) {
        layout.dispatchEvent(new CustomEvent('open-search'));
      }
    } else if (ctrl && event.shiftKey && event.key.toLowerCase() === 'o') {
      event.preventDefault();
      layout.dispatchEvent(new CustomEvent('new-chat'));
    } else if (!ctrl && !event.altKey && !event.repeat && !typing(event)
        && !document.querySelector('vaadin-dialog[opened]') && pressOnCard(event)) {
      event.preventDefault();
    } else if (event.key === '?' && !ctrl && !typing(event)) {
      event.preventDefault();
      layout.dispatchEvent(new CustomEvent('show-shortcuts'));
    } else if (event.key === 'Escape' && (!typing(event) || inComposer(event)) && !document.querySelector('[opened][with-backdrop], vaadin-dialog[opened], vaadin-popover[opened], vaadin-context-menu[opened], vaadin-select[opened]')) {
      const composer = document.querySelector('.composer[data-busy]');
      if (composer) { composer.dispatchEvent(new CustomEvent('composer-stop')); }
    }
  });

  // --- the frame

  api.layout = (element) => {
    layout = element;
    if (element.mainspring) {
      return;
    }
    element.mainspring = true;
    const narrow = () => window.innerWidth < 800;
    if (!narrow() && store.get('sidebar') === 'closed') { element.drawerOpened = false; }
    element.addEventListener('drawer-opened-changed', () => {
      if (!narrow()) { store.set('sidebar', element.drawerOpened ? null : 'closed'); }
    });
  };
  // What takes longer than a blink shows that it comes.
  let opening = null;
  const opened = () => {
    clearTimeout(opening);
    document.body.classList.remove('opening');
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('.chat-link, .search-result');
    if (link && link.href !== location.href && !event.ctrlKey && !event.metaKey) {
      clearTimeout(opening);
      opening = setTimeout(() => {
        document.body.classList.add('opening');
        opening = setTimeout(opened, 10000);
      }, 200);
    }
  });
  api.navigated = (element) => {
    opened();
    if (element.overlay) { element.drawerOpened = false; }
  };

  // --- the first sign-in, after set-up

  api.signIn = (email, password) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = 'sign-in';
    const add = (name, value) => {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = value;
      form.append(input);
    };
    add('username', email);
    add('password', password);
    const token = document.querySelector('meta[name="_csrf"]');
    const parameter = document.querySelector('meta[name="_csrf_parameter"]');
    if (token && parameter) { add(parameter.content, token.content); }
    document.body.append(form);
    form.submit();
  };

  tick();
})();
