// The tablet at the window clears its page for the next person. Who needs more time touches it, or presses any key.
// Without scripts the style sheet hides the page after the same time; a link opens it anew until then.

const end = document.querySelector("[data-rests]");
const WARNED = 20; // seconds before the end

function clear() {
  location.replace(end.dataset.next); // so that no "back" leads to the person before
}

if (end) {
  const shown = end.querySelector("[data-shown]");
  const spoken = end.querySelector("[data-spoken]");
  let until;

  const begin = () => {
    until = Date.now() + Number(end.dataset.rests) * 1000; // a tablet that slept clears itself when it wakes
    shown.hidden = true;
    spoken.textContent = "";
  };
  const look = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left <= 0) return clear();
    if (left > WARNED) return undefined;
    const words = end.dataset.words.replace("{n}", left);
    shown.hidden = false;
    shown.textContent = words;
    if (left % 10 === 0) spoken.textContent = words; // once in ten seconds, so that it can be heard to its end
    return undefined;
  };

  document.body.dataset.watched = "";
  begin();
  look();
  setInterval(look, 500);
  for (const touch of ["pointerdown", "keydown", "scroll"]) document.addEventListener(touch, begin, { passive: true });
  end.querySelector("[data-stay]")?.addEventListener("click", (event) => {
    event.preventDefault();
    begin();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) clear();
  });
}
