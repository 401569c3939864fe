// What tests share that compare our figures with a reference scorer's: where that and the data are, and which figures agree.
// $BYLINE_SCORING and $BYLINE_DATA say where they are; what is not there skips the test (exit code 77).
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

// The system's own, which has Debian's modules.
const PYTHON = "/usr/bin/python3";

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(77);
}

// Paths of the scorer and of the data sets; skips where one of them, or python3 with the modules that the scorer needs, is not there.
function reference(scorerName, setNames, modules = []) {
  const scorer = path.join(process.env.BYLINE_SCORING || "../shared/scoring", scorerName);
  const sets = setNames.map((name) => path.join(process.env.BYLINE_DATA || "../shared/data", `${name}.jsonl`));
  for (const file of [scorer, ...sets]) if (!fs.existsSync(file)) skip(`${file} is not there`);
  const imports = ["sys", ...modules].map((name) => `import ${name}`).join("; ");
  if (spawnSync(PYTHON, ["-c", imports]).status !== 0) skip(`python3 with ${modules.join(", ") || "nothing more"} is not installed`);
  return { scorer, sets };
}

const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
const lastLine = (text) => JSON.parse(text.trimEnd().split("\n").pop());

// Compares figures, says which differ, and sets the exit code at the end.
class Comparison {
  compared = 0;
  faults = 0;

  compare(what, ours, theirs, tolerance) {
    this.compared += 1;
    if (Math.abs(ours - theirs) <= tolerance + 1e-9) return;
    this.faults += 1;
    console.log(`${what}: ${ours}, the reference says ${theirs}`);
  }

  finish() {
    console.log(`${this.compared} figures compared, ${this.faults} differ`);
    process.exitCode = this.compared > 0 && this.faults === 0 ? 0 : 1;
  }
}

module.exports = { PYTHON, reference, run, lastLine, Comparison };
