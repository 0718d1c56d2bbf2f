// Files on their way into a message: chosen, pasted or dropped; uploaded at once, shown with their
// progress, kept with the draft. And images that open big.
(function () {
  'use strict';
  if (window.mainspringFiles) {
    return;
  }
  const MAX_BYTES = 10 * 1024 * 1024;
  const path = (id) => new URL('api/v1/files' + (id ? '/' + id : ''), document.baseURI).href;

  const element = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) { node.className = className; }
    if (text) { node.textContent = text; }
    return node;
  };
  const size = (bytes) =>
    bytes < 1024 ? bytes + ' B'
      : bytes < 1024 * 1024 ? Math.round(bytes / 1024) + ' KB'
        : (bytes / 1024 / 1024).toFixed(1) + ' MB';

  // The cookie comes with any answer of the API to who has none: one request for several files,
  // since a second answer would replace the first one's.
  let asked = null;
  const token = async () => {
    const find = () => (document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/) || [])[1];
    if (!find()) {
      asked = asked || fetch(new URL('api/v1/users/me', document.baseURI)).finally(() => { asked = null; });
      await asked;
    }
    return decodeURIComponent(find() || '');
  };

  // Once again where another answer replaced the token on the way.
  const upload = async (item, file, changed, again = true) => {
    const csrf = await token();
    if (item.removed) { return; }
    const request = new XMLHttpRequest();
    item.abort = () => request.abort();
    request.upload.onprogress = (event) => {
      item.progress = event.lengthComputable ? event.loaded / event.total : 0;
      changed();
    };
    request.onload = () => {
      if (request.status === 403 && again) {
        upload(item, file, changed, false).catch(request.onerror);
        return;
      }
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch (notJson) { /* Told by the status. */ }
      if (request.status === 201) {
        Object.assign(item, { state: 'done', id: answer.id, name: answer.name, type: answer.media_type, bytes: answer.bytes });
      } else {
        item.state = 'failed';
        item.error = answer.detail || 'The server refused it (' + request.status + ').';
      }
      changed();
    };
    request.onerror = () => {
      item.state = 'failed';
      item.error = 'The connection broke. Remove it and try again.';
      changed();
    };
    const url = new URL(path());
    url.searchParams.set('name', item.name);
    request.open('POST', url);
    request.setRequestHeader('Content-Type', item.type || 'application/octet-stream');
    request.setRequestHeader('X-XSRF-TOKEN', csrf);
    request.send(file);
  };

  const ICON = "<svg viewBox='0 0 24 24' fill='none' stroke='currentColor' stroke-width='1.75' stroke-linecap='round' stroke-linejoin='round'><path d='PATH'/></svg>";
  const icon = (d) => {
    const node = element('span', 'icon');
    node.setAttribute('aria-hidden', 'true');
    node.innerHTML = ICON.replace('PATH', d);
    return node;
  };

  const chip = (item, remove) => {
    const image = item.preview;
    const node = element('div', 'attachment ' + item.state + (image ? ' is-image' : ''));
    node.dataset.testid = 'attachment';
    node.dataset.state = item.state;
    node.title = item.name;
    if (image && item.state !== 'failed') {
      const picture = element('img');
      picture.src = image;
      picture.alt = item.name;
      node.append(picture);
    } else {
      node.append(icon('M6 3h8l4 4v14H6zM14 3v4h4'));
      const words = element('span', 'attachment-words');
      words.append(element('span', 'attachment-name', item.name));
      words.append(element('span', 'attachment-facts', item.state === 'failed' ? item.error : size(item.bytes)));
      node.append(words);
    }
    if (item.state === 'uploading') {
      const bar = element('span', 'attachment-progress');
      bar.setAttribute('role', 'progressbar');
      bar.setAttribute('aria-label', 'Uploading ' + item.name);
      bar.setAttribute('aria-valuenow', Math.round(100 * (item.progress || 0)));
      bar.style.setProperty('--done', (item.progress || 0).toFixed(3));
      node.append(bar);
    }
    const button = element('button', 'attachment-remove');
    button.type = 'button';
    button.dataset.testid = 'remove-attachment';
    button.setAttribute('aria-label', 'Remove ' + item.name);
    button.append(icon('M6 6l12 12M18 6L6 18'));
    button.addEventListener('click', remove);
    node.append(button);
    return node;
  };

  // What dataTransfer and the clipboard hold; a folder is not taken.
  const filesOf = (transfer) => [...(transfer ? transfer.files : [])].filter((file) => file.size || file.type);

  const attach = (host, strip, key) => {
    if (host.attachments) {
      return;
    }
    const storeKey = 'mainspring.files.' + key;
    let items = [];
    let waiting = null;
    const remember = () => {
      const done = items.filter((item) => item.state === 'done')
        .map(({ id, name, type, bytes }) => ({ id, name, type, bytes }));
      try {
        if (done.length) { localStorage.setItem(storeKey, JSON.stringify(done)); } else { localStorage.removeItem(storeKey); }
      } catch (blocked) { /* Then they do not survive a reload. */ }
    };
    const drop = (item) => {
      item.removed = true;
      if (item.state === 'uploading' && item.abort) { item.abort(); }
      items = items.filter((other) => other !== item);
      show();
    };
    const show = () => {
      strip.replaceChildren(...items.map((item) => chip(item, () => drop(item))));
      strip.hidden = items.length === 0;
      remember();
      if (waiting && items.every((item) => item.state === 'done')) {
        const send = waiting;
        waiting = null;
        send();
      }
    };
    const add = (files) => {
      for (const file of files) {
        const plain = /^image\.(png|jpe?g|gif|webp)$/.test(file.name);
        const item = {
          state: 'uploading', bytes: file.size, type: file.type,
          name: plain ? 'pasted-' + new Date().toISOString().slice(11, 19).replace(/:/g, '') + '.' + file.name.split('.').pop() : file.name,
          preview: /^image\/(png|jpeg|gif|webp)$/.test(file.type) ? URL.createObjectURL(file) : null,
        };
        if (file.size > MAX_BYTES) {
          Object.assign(item, { state: 'failed', error: size(file.size) + '; a file may have at most 10 MB.' });
        } else {
          upload(item, file, show).catch(() => {
            Object.assign(item, { state: 'failed', error: 'The server cannot be reached. Remove it and try again.' });
            show();
          });
        }
        items.push(item);
      }
      show();
    };
    const restore = async () => {
      let known = [];
      try { known = JSON.parse(localStorage.getItem(storeKey) || '[]'); } catch (unreadable) { return; }
      for (const item of known) {
        const there = await fetch(path(item.id), { method: 'HEAD' });
        if (there.ok) {
          items.push({ ...item, state: 'done', preview: item.type.startsWith('image/') ? path(item.id) : null });
        }
      }
      if (known.length) { show(); }
    };

    host.attachments = {
      add,
      ids: () => items.filter((item) => item.state === 'done').map((item) => item.id),
      // Sends later by itself where something is still on its way; not at all where something failed.
      ready: (send) => {
        const failed = [...strip.querySelectorAll('.failed')];
        failed.forEach((node) => { node.classList.remove('look'); void node.offsetWidth; node.classList.add('look'); });
        const uploading = items.some((item) => item.state === 'uploading');
        waiting = uploading && !failed.length ? send : null;
        return !failed.length && !uploading;
      },
      sent: () => { items = []; show(); },
    };
    strip.hidden = true;
    restore();

    const input = element('input');
    input.type = 'file';
    input.multiple = true;
    input.hidden = true;
    input.tabIndex = -1;
    input.dataset.testid = 'file-input';
    input.setAttribute('aria-label', 'Files to attach');
    input.addEventListener('change', () => { add(input.files); input.value = ''; });
    host.append(input);
    host.addEventListener('click', (event) => {
      if (event.target.closest('.attach')) { input.click(); }
    });
    host.addEventListener('paste', (event) => {
      const files = filesOf(event.clipboardData);
      const text = event.clipboardData && event.clipboardData.getData('text/plain');
      if (files.length && !text) {
        event.preventDefault();
        event.stopPropagation();
        add(files);
      }
    }, true);
  };

  // --- dropping, anywhere on a page with a composer

  let overlay = null;
  let depth = 0;
  const target = () => {
    const host = document.querySelector('.composer');
    return host && host.attachments && host.offsetParent ? host : null;
  };
  const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes('Files');
  const hide = () => {
    depth = 0;
    if (overlay) { overlay.remove(); overlay = null; }
  };
  window.addEventListener('dragenter', (event) => {
    if (!carriesFiles(event) || !target()) { return; }
    event.preventDefault();
    depth++;
    if (!overlay) {
      overlay = element('div', 'drop-overlay');
      overlay.dataset.testid = 'drop-overlay';
      overlay.append(element('span', 'drop-words', 'Drop to attach'));
      overlay.append(element('span', 'drop-rule', 'Images, PDFs and text files of at most 10 MB'));
      document.body.append(overlay);
    }
  });
  window.addEventListener('dragover', (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = target() ? 'copy' : 'none';
    }
  });
  window.addEventListener('dragleave', (event) => {
    if (carriesFiles(event) && --depth <= 0) { hide(); }
  });
  window.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) { return; }
    event.preventDefault();
    const host = target();
    hide();
    if (host) { host.attachments.add(filesOf(event.dataTransfer)); }
  });

  // --- images that open big

  document.addEventListener('click', (event) => {
    const small = event.target.closest && event.target.closest('[data-zoom]');
    if (!small) { return; }
    const dialog = element('dialog', 'zoom');
    dialog.dataset.testid = 'zoom';
    const name = small.dataset.name;
    dialog.setAttribute('aria-label', name);
    const picture = element('img');
    picture.src = small.dataset.zoom;
    picture.alt = name;
    const foot = element('div', 'zoom-foot');
    foot.append(element('span', 'zoom-name', name));
    const open = element('a', '', 'Download');
    open.href = small.dataset.zoom;
    open.download = name;
    const close = element('button', '', 'Close');
    close.type = 'button';
    foot.append(open, close);
    dialog.append(picture, foot);
    dialog.addEventListener('click', (inside) => {
      if (inside.target === dialog || inside.target === picture || inside.target === close) { dialog.close(); }
    });
    dialog.addEventListener('close', () => { dialog.remove(); small.focus(); });
    document.body.append(dialog);
    dialog.showModal();
    close.focus();
  });

  window.mainspringFiles = { attach };
})();
