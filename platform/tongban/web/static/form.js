/*
 * Forms act at once: fields and sections appear as answers change, rows are added in place, and what is typed is saved.
 * Nothing here is needed: without it every button works by a post, and the server alone decides what is valid.
 *
 * The page says what to do: <form data-form data-values="{…}" data-autosave="URL">, [data-section], [data-field] with
 * data-type, data-when, data-required and data-computed, and an aria-live region [data-saved]. Conditions are the JSON
 * form of tongban.conditions. What is hidden is disabled too, so that it is neither reached by keyboard nor posted.
 */

import { decide, evaluate, holds, inRow, UNKNOWN } from "./conditions.js";
import "./js/sign.js";

const AUTOSAVE_AFTER = 800; // ms after the last key
const TRY_AGAIN_AFTER = 10000; // ms after a save that did not get through

/** Walk the page in its order, as the server does: what is hidden is unanswered to all that follows it. */
function refreshForm(form, elsewhere) {
  const fields = [...form.querySelectorAll("[data-field]")].filter((each) => !each.parentElement.closest("[data-field]"));
  const values = { ...elsewhere };
  for (const field of fields) delete values[field.dataset.field];
  const tables = JSON.parse(form.dataset.tables || "[]");
  takeTables(tables, values);
  const sections = new Map();
  for (const field of fields) {
    const section = field.closest("[data-section]");
    if (section && !sections.has(section)) {
      sections.set(section, applies(section, values));
      section.hidden = !sections.get(section);
    }
    const shown = (sections.get(section) ?? true) && applies(field, values);
    show(field, shown);
    if (!shown) continue;
    oblige(field, values);
    const value = field.dataset.computed ? compute(field, values) : valueOf(field, values);
    if (value !== undefined) values[field.dataset.field] = value;
    takeTables(tables, values);
  }
}

/** Work out the decision tables by what is known so far; what a table gave by answers that are gone is forgotten. */
function takeTables(tables, values) {
  for (const table of tables) delete values[table.id];
  for (const table of tables) {
    const given = decide(table, values);
    if (given !== UNKNOWN) values[table.id] = given;
  }
}

function applies(element, values) {
  return !element.dataset.when || holds(JSON.parse(element.dataset.when), values);
}

/** Show or hide a field; its controls are disabled while it is hidden. Cells of rows look after themselves. */
function show(field, shown) {
  field.hidden = !shown;
  for (const control of ownControls(field)) control.disabled = !shown || "readonly" in control.dataset;
  if (!shown) for (const cell of cellsOf(field)) show(cell, false);
}

function ownControls(field) {
  const controls = [...field.querySelectorAll("input, select, textarea, button")];
  return controls.filter((each) => each.closest("[data-field]") === field);
}

function cellsOf(field) {
  return field.querySelectorAll(":scope .tb-row [data-field]");
}

function oblige(field, values) {
  if (!field.dataset.required) return;
  const required = holds(JSON.parse(field.dataset.required), values);
  const mark = field.querySelector("[data-mark]");
  if (mark) mark.textContent = required ? mark.dataset.requiredWords : mark.dataset.optionalWords;
  for (const each of [field, ...ownControls(field)]) {
    if (each.hasAttribute("aria-required") || each.matches("input.tb-input:not([type=date]), select, textarea, [role=radiogroup]")) {
      each.setAttribute("aria-required", String(required));
    }
  }
}

function compute(field, values) {
  const value = evaluate(JSON.parse(field.dataset.computed), values);
  const control = ownControls(field).find((each) => each.name === field.dataset.field);
  if (control && "value" in control && control.type !== "radio") control.value = value === UNKNOWN ? "" : String(value);
  return value === UNKNOWN ? undefined : value;
}

/* What is answered, by type, as conditions read it; undefined where nothing is. */

const READERS = {
  yes_no: (field) => ({ yes: true, no: false })[picked(field)[0]],
  choice: (field) => picked(field)[0] ?? typed(field),
  multi_choice: (field) => nonEmpty(picked(field)),
  declaration: (field) => picked(field).length > 0 || undefined,
  number: (field) => numberOf(typed(field)),
  money: (field) => numberOf(typed(field)?.replace(/^[¥￥]|元$/gu, "")),
  date: (field) => dayOf(typed(field)),
  period: (field) => together({ begin: dayOf(typed(field, "begin")), end: dayOf(typed(field, "end")) }),
  address: (field) => typed(field, "division"),
  signature: (field) => (box(field, "confirmed")?.checked ? typed(field, "name") : undefined),
  file: (field) => typed(field, "kept_name"),
  id_number: (field) => code(field),
  uscc: (field) => code(field),
};

function valueOf(field, values) {
  if (field.dataset.type === "table") return rowsOf(field, values);
  return (READERS[field.dataset.type] ?? typed)(field);
}

/** Read the rows, and show in each what its own answers ask for. */
function rowsOf(table, values) {
  const rows = [...table.querySelectorAll(".tb-rows > .tb-row")].map((row) => {
    const known = {};
    for (const cell of row.querySelectorAll("[data-field]")) {
      const here = inRow(values, known);
      const shown = applies(cell, here);
      show(cell, shown);
      if (!shown) continue;
      oblige(cell, here);
      const value = cell.dataset.computed ? compute(cell, here) : valueOf(cell, here);
      if (value !== undefined) known[cell.dataset.field.split(".").at(-1)] = value;
    }
    return known;
  });
  return nonEmpty(rows.filter((row) => Object.keys(row).length > 0));
}

function control(field, part = "") {
  const name = part ? `${field.dataset.field}.${part}` : field.dataset.field;
  return ownControls(field).find((each) => each.name === name);
}

function box(field, part) {
  return control(field, part);
}

function typed(field, part = "") {
  const found = control(field, part);
  const text = found && !["radio", "checkbox", "file"].includes(found.type) ? found.value.trim() : "";
  return text || undefined;
}

function picked(field) {
  return ownControls(field).filter((each) => each.name === field.dataset.field && each.checked).map((each) => each.value);
}

function code(field) {
  return halfWidth(typed(field) ?? "").replace(/\s/gu, "").toUpperCase() || undefined;
}

function numberOf(text) {
  const plain = halfWidth(text ?? "").replace(/[\s,]/gu, "").replace(/^\+/u, "").replace(/\.$/u, "");
  return /^-?\d{1,18}(\.\d+)?$/u.test(plain) ? plain : undefined;
}

function dayOf(text) {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(halfWidth(text ?? ""));
  return found ? `${found[1]}-${found[2].padStart(2, "0")}-${found[3].padStart(2, "0")}` : undefined;
}

function halfWidth(text) {
  const narrow = (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
  return text.replace(/[\uff01-\uff5e]/gu, narrow).replaceAll("\u3000", " ");
}

function nonEmpty(list) {
  return list.length > 0 ? list : undefined;
}

function together(parts) {
  return Object.values(parts).includes(undefined) ? undefined : parts;
}

/* Rows of a table, added and removed in place. The same buttons post where there is no script. The focus follows. */

function actOnRow(form, event) {
  const button = event.target.closest(".tb-row-add, .tb-row-remove");
  if (!button) return;
  event.preventDefault();
  const table = button.closest(".tb-field-table");
  const next = button.matches(".tb-row-add") ? addRow(table) : removeRow(table, button.closest(".tb-row"));
  renumber(table);
  form.dispatchEvent(new Event("input", { bubbles: true })); // enables what the new row asks for, and saves
  next?.focus();
}

function addRow(table) {
  const rows = table.querySelector(".tb-rows");
  if (rows.children.length >= Number(rows.dataset.maxRows)) return null;
  const next = Math.max(-1, ...[...rows.children].map((row) => Number(row.dataset.row))) + 1;
  const template = document.createElement("template");
  template.innerHTML = table.querySelector("template[data-new-row]").innerHTML.replaceAll("__row__", String(next));
  rows.append(template.content);
  return rows.lastElementChild.querySelector("input:not([type=hidden]), select, textarea");
}

function removeRow(table, row) {
  row.remove();
  return table.querySelector(".tb-rows > .tb-row") ? table.querySelector(".tb-row-add") : addRow(table);
}

function renumber(table) {
  const rows = [...table.querySelectorAll(".tb-rows > .tb-row")];
  rows.forEach((row, place) => {
    row.querySelector("[data-row-number]").textContent = String(place + 1);
  });
  const past = Math.max(-1, ...rows.map((row) => Number(row.dataset.row))) + 1;
  table.querySelector("input[data-rows]").value = String(past);
  table.querySelector(".tb-row-add").hidden = rows.length >= Number(table.querySelector(".tb-rows").dataset.maxRows);
}

/* The draft is saved as it is typed, and the page says so. */

function saveAsTyped(form) {
  const region = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
  const tell = (what, more = "") => {
    const text = `${region?.dataset[what] ?? ""}${more}`;
    if (region && region.textContent !== text) region.textContent = text;
  };
  let timer = 0;
  let unsaved = false;
  let leaving = false;
  let running = null;

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  async function save() {
    if (running) return later(AUTOSAVE_AFTER);
    unsaved = false;
    try {
      running = send(form);
      const answer = await running;
      if (answer.redirected || answer.status === 401 || answer.status === 403) {
        tell("expired");
        unsaved = true;
      } else if (answer.ok) {
        if (!unsaved) tell("kept", ` ${new Date().toTimeString().slice(0, 5)}`);
      } else {
        tell("failed");
        unsaved = true;
        later(TRY_AGAIN_AFTER);
      }
    } catch {
      unsaved = true;
      tell("offline");
      later(TRY_AGAIN_AFTER);
    } finally {
      running = null;
    }
  }

  form.addEventListener("input", () => {
    unsaved = true;
    later(AUTOSAVE_AFTER);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  window.addEventListener("online", () => unsaved && later(0));
  window.addEventListener("pagehide", () => {
    if (unsaved && !leaving) send(form, { keepalive: true }).catch(() => undefined);
  });
}

/** Post what is typed. Files go with the form's own buttons; the CSRF token is one of the form's fields. */
function send(form, more = {}) {
  const body = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
  }
  const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
  return fetch(form.dataset.autosave, { method: "POST", body, headers, credentials: "same-origin", ...more });
}

for (const form of document.querySelectorAll("form[data-form]")) {
  const elsewhere = JSON.parse(form.dataset.values || "{}");
  const refresh = () => refreshForm(form, elsewhere);
  refresh();
  form.addEventListener("input", refresh);
  form.addEventListener("change", refresh);
  form.addEventListener("click", (event) => actOnRow(form, event));
  if (form.dataset.autosave) saveAsTyped(form);
}
