// Reads cases [{tree, values}] from standard input; writes [{result, holds, names}], "unknown" being {unknown: true}.
// A case [{tables, values}] is answered by what each decision table gives, one after another, null being unknown.
import { readFileSync } from "node:fs";
import { UNKNOWN, decide, evaluate, holds, names } from "./conditions.mjs";

const cases = JSON.parse(readFileSync(0, "utf8"));
function decided(tables, given) {
  const values = { ...given };
  for (const table of tables) {
    const value = decide(table, values);
    if (value !== UNKNOWN) values[table.id] = value;
  }
  return Object.fromEntries(tables.map((table) => [table.id, values[table.id] ?? null]));
}

const results = cases.map(({ tree, tables, values }) => {
  if (tables) return decided(tables, values);
  const result = evaluate(tree, values);
  return {
    result: result === UNKNOWN ? { unknown: true } : result,
    holds: holds(tree, values),
    names: names(tree).sort(),
  };
});
process.stdout.write(JSON.stringify(results));
