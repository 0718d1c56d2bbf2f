// The keys of the search dialog: arrows choose among what was found, Enter opens it.
(function () {
  'use strict';
  window.mainspringSearch = (content) => {
    if (content.mainspring) {
      return;
    }
    content.mainspring = true;
    const list = content.querySelector('.search-results');
    const input = content.querySelector('input');
    let current = 0;
    const all = () => [...list.querySelectorAll('.search-result')];
    const mark = () => {
      const items = all();
      current = Math.max(0, Math.min(current, items.length - 1));
      items.forEach((item, i) => {
        item.id = 'search-result-' + i;
        item.classList.toggle('active', i === current);
        item.setAttribute('aria-selected', String(i === current));
      });
      if (items.length) {
        input.setAttribute('aria-activedescendant', items[current].id);
        items[current].scrollIntoView({ block: 'nearest' });
      } else {
        input.removeAttribute('aria-activedescendant');
      }
    };
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-expanded', 'true');
    list.id = 'search-results';
    input.setAttribute('aria-controls', list.id);
    new MutationObserver(() => { current = 0; mark(); }).observe(list, { childList: true });
    content.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        current += step;
        mark();
      } else if (event.key === 'Enter') {
        const chosen = all()[current];
        if (chosen) {
          event.preventDefault();
          chosen.click();
        }
      }
    }, true);
    list.addEventListener('pointermove', (event) => {
      const over = event.target.closest('.search-result');
      const at = over ? all().indexOf(over) : -1;
      if (at >= 0 && at !== current) { current = at; mark(); }
    });
    mark();
  };
})();
