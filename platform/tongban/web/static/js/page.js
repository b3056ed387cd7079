// Small comforts for every page; without them everything works the same.

// After a refused form, the reader starts at the summary of what is to be put right.
document.querySelector("[data-focus]")?.focus();

// A form is sent once: a second press within the answer's time is passed over.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    else if (!event.defaultPrevented) {
      form.dataset.sent = "yes";
      setTimeout(() => delete form.dataset.sent, 5000); // a download leaves the page standing
    }
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Filters act at once; their button stays for those without scripts.
for (const form of document.querySelectorAll("form[data-filter]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// On a phone the rooms stand in one row that scrolls: begin at the one where we are.
const room = document.querySelector(".tb-rail [aria-current=page]");
if (room) room.closest("ul").scrollLeft = room.offsetLeft - room.closest("ul").offsetLeft - 24;

// Buttons that only make sense with scripts.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
