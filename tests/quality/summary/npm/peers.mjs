// Summarisers of npm behind one shape: a function of a text and a number of sentences that gives the sentences as the package writes
// them. Each is asked as its own README says. Licences: ts-textrank and lexrank MIT, node-summarizer ISC.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

function tsTextrank() {
  const { AbsoluteSummarizerConfig, DefaultTextParser, NullLogger, SorensenDiceSimilarity, Summarizer } = require("ts-textrank");
  return (text, count) => {
    const config = new AbsoluteSummarizerConfig(count, new SorensenDiceSimilarity(), new DefaultTextParser(), 0.85,
      Summarizer.SORT_OCCURENCE);
    return new Summarizer(config, new NullLogger()).summarize(text, "en");
  };
}

function lexrank() {
  const { summarize } = require("lexrank");
  return (text, count) => {
    let sentences = [];
    summarize(text, count, (error, lines) => {
      if (!error) sentences = lines.map((line) => line.text);
    });
    return sentences;
  };
}

// The package gives one string, in which the sentences follow one another without a space; it is cut where the sentences end that its
// own splitter finds.
function nodeSummarizer(summarize) {
  const { SummarizerManager } = require("node-summarizer");
  const splitter = new (createRequire(require.resolve("node-summarizer"))("natural").SentenceTokenizer)();
  const cut = (text, summary) => {
    const sentences = splitter.tokenize(text).sort((a, b) => b.length - a.length);
    const found = [];
    for (let rest = summary; rest !== "";) {
      const next = sentences.find((sentence) => sentence !== "" && rest.startsWith(sentence)) ?? rest;
      found.push(next);
      rest = rest.slice(next.length);
    }
    return found;
  };
  return {
    summarize: async (text, count) => {
      const made = await summarize(new SummarizerManager(text, count));
      return typeof made?.summary === "string" ? made.summary : "";
    },
    cut,
  };
}

// Its walk over the sentences is random: the same seed for every article makes two runs alike.
function seedRandom() {
  let state = 20;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const whole = (summarize) => ({ summarize, cut: (text, sentences) => sentences });

export const peers = {
  "ts-textrank": () => whole(tsTextrank()),
  lexrank: () => whole(lexrank()),
  "node-summarizer-frequency": () => nodeSummarizer((manager) => manager.getSummaryByFrequency()),
  "node-summarizer-rank": () => {
    seedRandom();
    return nodeSummarizer((manager) => manager.getSummaryByRank());
  },
};
