// Reads cases [{tree, values}] from standard input; writes [{result, holds, names}], "unknown" being {unknown: true}.
import { readFileSync } from "node:fs";
import { UNKNOWN, evaluate, holds, names } from "./conditions.mjs";

const cases = JSON.parse(readFileSync(0, "utf8"));
const results = cases.map(({ tree, values }) => {
  const result = evaluate(tree, values);
  return {
    result: result === UNKNOWN ? { unknown: true } : result,
    holds: holds(tree, values),
    names: names(tree).sort(),
  };
});
process.stdout.write(JSON.stringify(results));
