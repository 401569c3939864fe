// How fast npm's ts-textrank is on a file of articles: prints {"articles_per_s", "p50_ms", "p99_ms"}, in processor time of the process,
// its collector and compiler with it; compiled before by a first pass over some of them.
// Usage: node ts_textrank.mjs FILE.jsonl
import fs from "node:fs";
import { peers } from "../../quality/summary/npm/peers.mjs";

const POINTS = 3;
const WARM_UP = 100;

const { summarize } = peers["ts-textrank"]();
const bodies = fs.readFileSync(process.argv[2], "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line).body);
for (const body of bodies.slice(0, WARM_UP)) summarize(body, POINTS);
const times = bodies.map((body) => {
  const start = process.cpuUsage();
  summarize(body, POINTS);
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1000;
}).sort((a, b) => a - b);
const total = times.reduce((sum, time) => sum + time, 0);
const at = (share) => Number(times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(3));
console.log(JSON.stringify({ articles_per_s: Math.round((1000 * times.length) / total), p50_ms: at(0.5), p99_ms: at(0.99) }));
