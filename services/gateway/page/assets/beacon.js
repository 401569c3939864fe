// Tells what readers do. No cookie; an id of the visit with data-consent="yes" alone; nothing where a reader asks not to be tracked.
(() => {
  const script = document.currentScript, data = script.dataset, nav = navigator;
  if (nav.globalPrivacyControl || nav.doNotTrack == 1 || window.doNotTrack == 1 || !nav.sendBeacon) return;
  const endpoint = data.endpoint || new URL('/beacon', script.src).href;
  const article = data.article || 'articles/' + location.pathname.split('/').filter(Boolean).pop();
  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte + 256).toString(16).slice(1)).join('');
  let sessionId, queue = [], timer, viewed, since = 0, shown = 0;
  try {
    if (data.consent == 'yes') sessionId = sessionStorage.byline ||= newId();
  } catch (e) {}
  const send = () => {
    timer = clearTimeout(timer);
    if (queue[0]) nav.sendBeacon(endpoint, JSON.stringify({events: queue}));
    queue = [];
  };
  const add = (kind, fields) => {
    queue.push({eventId: newId(), kind: 'KIND_' + kind, article, sessionId, ...fields});
    if (queue[19]) send();
    else timer ||= setTimeout(send, 2000);
  };
  const pause = () => {
    if (since) shown += performance.now() - since;
    since = 0;
  };
  const look = () => {
    if (document.hidden) return pause(), send();
    since ||= performance.now();
    if (!viewed) add('VIEW');
    viewed = 1;
  };
  const click = (e) => {
    const cards = '[data-byline-card]', card = e.button < 2 && e.target.closest(cards);
    if (card) add('CARD_CLICK', {
      article: card.dataset.bylineCard, fromArticle: article, position: [...document.querySelectorAll(cards)].indexOf(card) + 1
    });
  };
  addEventListener('click', click, true);
  addEventListener('auxclick', click, true);
  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', () => {
    pause();
    if (shown > 1) add('DWELL', {dwell: Math.min(shown / 1e3, 3600).toFixed(3) + 's'});
    shown = 0;
    send();
  });
  look();
})();
