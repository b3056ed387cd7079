/*
 * The browser's evaluator of conditions. It reads the JSON form that the server writes (tongban.conditions.json_form)
 * and gives the same results, proven by shared test vectors. It never decides anything: the server alone does.
 *
 * values: an object from name to answer; absent, null or undefined is unanswered. A yes or no is a boolean; a number is
 * a text ("12.50"), a BigInt or a whole Number; a date is "YYYY-MM-DD"; several values are an array; a row is an object.
 * An answer that is not of its type counts as unanswered. An empty text field is unanswered: leave it out.
 * Numbers are exact decimals: { digits, scale } means digits / 10^scale. A date is { day }, counted from 1970-01-01.
 */

export const UNKNOWN = Symbol("unknown");

const MAX_DIGITS = 40;
const FIRST_DAY = dayOf("0001-01-01").day;
const LAST_DAY = dayOf("9999-12-31").day;

/** Work out an expression: boolean, text, array; a number as decimal text, a date as "YYYY-MM-DD"; or UNKNOWN. */
export function evaluate(tree, values) {
  return plain(valueOf(tree, values));
}

/** Say whether a condition is true; unknown is not. */
export function holds(tree, values) {
  return valueOf(tree, values) === true;
}

/** Give what a decision table gives, as text; UNKNOWN where no row holds yet, or none can and nothing is given then. */
export function decide(table, values) {
  if (table.when !== undefined && !holds(table.when, values)) return UNKNOWN;
  const results = table.rows.map((row) => valueOf(row.when, values));
  const hit = results.indexOf(true);
  if (hit >= 0) return table.rows[hit].gives;
  return results.includes(UNKNOWN) || table.otherwise === undefined ? UNKNOWN : table.otherwise;
}

/** Stand in a row: the values of the case, and `row`. */
export function inRow(values, row) {
  return { ...values, row };
}

/** List the names that an expression needs; a column counts as `row.<column>`, a part of a field as the field. */
export function names(tree) {
  const found = new Set();
  collect(tree, found);
  return [...found];
}

function collect(node, found) {
  if (node.op === "member" && node.of.op === "name" && node.of.name === "row") {
    found.add(`row.${node.name}`);
  } else if (node.op === "name") {
    found.add(node.name);
  } else {
    const below = [node.of, node.left, node.right, ...(node.parts ?? [])];
    below.filter((each) => each !== undefined).forEach((each) => collect(each, found));
  }
}

const OPERATIONS = {
  constant: (node) => read(node.value, node.type),
  name: (node, values) => typed(own(values, node.name), node.type),
  member: (node, values) => strict([node.of], values, (row) => typed(own(row.of, node.name), row.columns[node.name])),
  list: (node, values) => strict(node.parts, values, (...elements) => elements),
  not: (node, values) => strict([node.of], values, (value) => !value),
  and: (node, values) => kleene(node.parts, values, false),
  or: (node, values) => kleene(node.parts, values, true),
  in: (node, values) => both(node, values, (element, held) => held.some((each) => compare(element, each) === 0)),
  size: (node, values) => strict([node.of], values, (of) => number(BigInt([...of].length), 0)),
  negative: (node, values) => strict([node.of], values, (value) => number(-value.digits, value.scale)),
  "==": (node, values) => both(node, values, (left, right) => compare(left, right) === 0),
  "!=": (node, values) => both(node, values, (left, right) => compare(left, right) !== 0),
  "<": (node, values) => both(node, values, (left, right) => compare(left, right) < 0),
  "<=": (node, values) => both(node, values, (left, right) => compare(left, right) <= 0),
  ">": (node, values) => both(node, values, (left, right) => compare(left, right) > 0),
  ">=": (node, values) => both(node, values, (left, right) => compare(left, right) >= 0),
  "+": (node, values) => both(node, values, (left, right) => add(left, right, 1n)),
  "-": (node, values) => both(node, values, (left, right) => add(left, right, -1n)),
  "*": (node, values) => both(node, values, (a, b) => number(a.digits * b.digits, a.scale + b.scale)),
};

function valueOf(node, values) {
  return OPERATIONS[node.op](node, values);
}

function strict(operands, values, work) {
  const known = operands.map((each) => valueOf(each, values));
  return known.includes(UNKNOWN) ? UNKNOWN : work(...known);
}

function both(node, values, work) {
  return strict([node.left, node.right], values, work);
}

/* CEL's rule: one decided part decides, whichever side it stands on; else one unknown part leaves all unknown. */
function kleene(parts, values, decided) {
  let result = !decided;
  for (const each of parts) {
    const value = valueOf(each, values);
    if (value === decided) return decided;
    if (value === UNKNOWN) result = UNKNOWN;
  }
  return result;
}

function own(values, name) {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/* Read an answer as a value of its type, or as UNKNOWN. */
function typed(answer, type) {
  if (answer === undefined || answer === null) return UNKNOWN;
  if (typeof type === "string") return read(answer, type);
  if (type.choice) return read(answer, "text");
  if (type.row) return typeof answer === "object" ? { of: answer, columns: type.row } : UNKNOWN;
  if (!Array.isArray(answer)) return UNKNOWN;
  const elements = answer.map((each) => typed(each, type.list));
  return elements.includes(UNKNOWN) ? UNKNOWN : elements;
}

function read(answer, type) {
  if (type === "bool") return typeof answer === "boolean" ? answer : UNKNOWN;
  if (type === "text") return typeof answer === "string" ? answer : UNKNOWN;
  if (type === "date") return dayOf(answer);
  const value = numberOf(answer);
  return type === "integer" && value !== UNKNOWN ? whole(value) : value;
}

function numberOf(answer) {
  if (!["string", "bigint", "number"].includes(typeof answer)) return UNKNOWN;
  if (typeof answer === "number" && !Number.isSafeInteger(answer)) return UNKNOWN;
  const found = /^(-?)0*(\d*)(?:\.(\d+))?$/.exec(String(answer));
  if (!found || !/\d/.test(answer)) return UNKNOWN;
  const [, sign, before, after = ""] = found;
  if (/^\D*\./.test(answer) || before.length > MAX_DIGITS || after.length > MAX_DIGITS) return UNKNOWN;
  return number(BigInt(`${sign}${before || "0"}${after}`), after.length);
}

function whole(value) {
  const unit = 10n ** BigInt(value.scale);
  return value.digits % unit === 0n ? number(value.digits / unit, 0) : UNKNOWN;
}

function number(digits, scale) {
  return { digits, scale };
}

function dayOf(answer) {
  const found = typeof answer === "string" && /^(\d{4})-(\d{2})-(\d{2})$/.exec(answer);
  if (!found) return UNKNOWN;
  const moment = new Date(0);
  moment.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  const day = Math.round(moment.getTime() / 86_400_000);
  return found[1] !== "0000" && isoOf(day) === answer ? { day } : UNKNOWN;
}

function isoOf(day) {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function add(left, right, sign) {
  if (left.day !== undefined) return reckonDays(left, right, sign);
  const [a, b, scale] = aligned(left, right);
  return number(a + sign * b, scale);
}

function reckonDays(left, right, sign) {
  if (right.day !== undefined) return number(BigInt(left.day - right.day), 0);
  const day = BigInt(left.day) + sign * right.digits;
  return day < FIRST_DAY || day > LAST_DAY ? UNKNOWN : { day: Number(day) };
}

/* Below 0, 0, or above 0, as left stands to right; 0 means equal. Texts and booleans have no order, only equality. */
function compare(left, right) {
  if (typeof left !== "object") return left === right ? 0 : 1;
  if (left.day !== undefined) return left.day - right.day;
  const [a, b] = aligned(left, right);
  return a === b ? 0 : a < b ? -1 : 1;
}

function aligned(left, right) {
  const scale = Math.max(left.scale, right.scale);
  const grown = (value) => value.digits * 10n ** BigInt(scale - value.scale);
  return [grown(left), grown(right), scale];
}

function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") return value;
  if (value.day !== undefined) return isoOf(value.day);
  return value.of !== undefined ? value.of : decimalText(value);
}

function decimalText({ digits, scale }) {
  const sign = digits < 0n ? "-" : "";
  const told = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const point = told.length - scale;
  return sign + told.slice(0, point) + (scale > 0 ? `.${told.slice(point)}` : "");
}
