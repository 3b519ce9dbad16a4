import sequencer from '@jest/test-sequencer';

const Sequencer = sequencer.default ?? sequencer;

/** Where nothing is known from earlier runs, a long suite at the end would leave a core idle. */
const longest = [/test\/static\//, /local\/crash/, /test\/e2e\//, /integration\/sync\//];

const rank = ({ path }) => {
  const found = longest.findIndex((pattern) => pattern.test(path));
  return found < 0 ? longest.length : found;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
