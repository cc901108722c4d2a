import { HOSTILE_TEXTS } from './hostile-texts';
import { errorsOf } from './judging';

describe('hostile text is answered with a problem', () => {
  test.each(HOSTILE_TEXTS)('%s', (_, text, message) => {
    expect(errorsOf(text())[0]).toMatch(message);
  });
});
