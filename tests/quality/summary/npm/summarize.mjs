// Writes a peer's summaries of a file of articles in the form that byline-quality-rouge reads:
//   {"id", "key_points": [{"text", "begin", "end"}], "ms"}
// begin and end are UTF-8 bytes of the body, where the sentence stands in it as written; a sentence that does not has none. Sentences
// come in the order of the article. ms is the processor time of the article, of the whole process: its collector and compiler are a
// part of the price. The first articles are summarised once before, so that the code is compiled by then.
// Usage: node summarize.mjs PEER X.jsonl Y.jsonl [POINTS]
import fs from "node:fs";
import { peers } from "./peers.mjs";

const WARM_UP = 30;

const [name, input, output, points = "3"] = process.argv.slice(2);
const count = Number(points);
if (!(name in peers) || !output || !(count >= 1)) {
  console.error(`usage: node summarize.mjs ${Object.keys(peers).join("|")} X.jsonl Y.jsonl [POINTS]`);
  process.exit(2);
}
const { summarize, cut } = peers[name]();

function pointsOf(body, sentences) {
  const placed = sentences.map((text) => ({ text, at: body.indexOf(text) }));
  placed.sort((a, b) => (a.at < 0 || b.at < 0 ? 0 : a.at - b.at));
  return placed.map(({ text, at }) => {
    if (at < 0) return { text };
    const begin = Buffer.byteLength(body.slice(0, at));
    return { text, begin, end: begin + Buffer.byteLength(text) };
  });
}

async function summary(body) {
  try {
    return await summarize(body, count);
  } catch {
    return name.startsWith("node-summarizer") ? "" : [];
  }
}

const articles = fs.readFileSync(input, "utf8").split("\n").filter((line) => line.trim() !== "").map((line) => JSON.parse(line));
for (const { body } of articles.slice(0, WARM_UP)) await summary(body);
const out = fs.openSync(output, "w");
for (const { id, body } of articles) {
  const start = process.cpuUsage();
  const made = await summary(body);
  const used = process.cpuUsage(start);
  const record = { id, key_points: pointsOf(body, cut(body, made)), ms: (used.user + used.system) / 1000 };
  fs.writeSync(out, `${JSON.stringify(record)}\n`);
}
fs.closeSync(out);
