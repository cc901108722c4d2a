import * as fc from 'fast-check';
import { parse } from 'yaml';
import { Failure } from '../../lib/aws/failure';
import { addMapping, entryOf, isMapped, removeMapping, roleEntries } from '../../lib/kubernetes/map-roles';
import { readJson } from '../../lib/kubernetes/yaml-json';
import { isNoList } from '../../lib/kubernetes/yaml-list';
import { DOCUMENTS, ENTRY, MAPPED, MAPPING, REFUSED, REMOVED } from './map-roles-documents';
import { mapRolesTexts } from './map-roles-mutants';

describe('addMapping', () => {
  test.each(DOCUMENTS)('appends an entry to $name, and changes nothing else', ({ text, added }) => {
    expect(isMapped(text, MAPPING)).toBe(false);
    expect(addMapping(text, MAPPING)).toBe(added);
    expect(isMapped(added, MAPPING)).toBe(true);
  });

  test.each(REFUSED)('fails if mapRoles is %s', (_, text, reason) => {
    expect(() => addMapping(text, MAPPING)).toThrow(reason);
  });

  test('quotes a user name that YAML would read as another type', () => {
    expect(addMapping('', { ...MAPPING, username: 'yes' })).toContain('username: "yes"');
  });
});

describe('roleEntries', () => {
  test('returns all entries with their groups, whatever else the list contains', () => {
    const text = '- rolearn: a\n  username: b\n  groups: [c, d]\n- ROLEARN: e\n- just text\n';

    expect(roleEntries(text)).toEqual([
      { rolearn: 'a', username: 'b', groups: ['c', 'd'] }, { rolearn: 'e', username: '', groups: [] }, { rolearn: '', username: '', groups: [] },
    ]);
  });

  test('resolves a repeated role to its last entry, ignoring case', () => {
    expect(entryOf(roleEntries('- {rolearn: A, username: b}\n- {rolearn: a, username: c}\n- {rolearn: d, username: e}\n'), 'a')?.username).toBe('c');
  });
});

describe('removeMapping', () => {
  test.each(DOCUMENTS)('removes from $name the entry that was added', ({ text, added, left = text }) => {
    expect(removeMapping(added, MAPPING)).toBe(left);
  });

  test.each(REMOVED)('removes the entry: %s', (_, text, left) => {
    expect(removeMapping(text, MAPPING)).toBe(left);
  });

  test.each(REFUSED.filter(([, , reason]) => !/edited/.test(reason.source)))('fails if mapRoles is %s', (_, text, reason) => {
    expect(() => removeMapping(text, MAPPING)).toThrow(reason);
  });
});

test.each(MAPPED)('isMapped finds the role: %s', (_, text) => {
  expect(isMapped(text, MAPPING)).toBe(true);
});

describe('a generated list', () => {
  const word = fc.constantFrom('a', 'rolearn', 'arn:aws:iam::111122223333:role/x', '"quoted # not a comment"', '\'it\'\'s\'', '[g, h]', '{k: v}', '~', '>-\n      folded');
  const gap = fc.constantFrom('', '\n', '  # comment\n', '# comment\n', '   \n');
  const entry = fc.tuple(fc.constantFrom('-', '-  ', '- # comment\n   '), word, word, gap).map(([dash, role, user, after]) => {
    const indent = dash === '-  ' ? '    ' : '   ';
    return `${dash === '-' ? '-  ' : dash.padEnd(3)}${dash === '-  ' ? ' ' : ''}rolearn: ${role}\n${indent}username: ${user}\n${after}`;
  });
  const texts = fc.tuple(fc.constantFrom('', '---\n', '# top\n'), fc.array(entry), fc.boolean(), fc.boolean()).map(([start, entries, windows, trim]) => {
    const text = start + entries.join('');
    const trimmed = trim ? text.replace(/\n$/, '') : text;
    return windows ? trimmed.replaceAll('\n', '\r\n') : trimmed;
  });

  test('has every byte back after the entry is added and removed', () => {
    fc.assert(fc.property(texts, (text) => {
      expect(removeMapping(addMapping(text, MAPPING), MAPPING)).toBe(text);
    }), { numRuns: 500 });
  });

  test('keeps what others write around the entry meanwhile', () => {
    fc.assert(fc.property(fc.array(entry, { minLength: 1 }), entry, entry, (entries, first, last) => {
      const theirs = entries.join('');
      const edited = first + addMapping(theirs, MAPPING) + last;
      expect(removeMapping(edited, MAPPING)).toBe(first + theirs + last);
      expect(parse(edited)).toHaveLength(entries.length + 3);
    }), { numRuns: 200 });
  });

  test('is unchanged after many owners added and removed their entries in any order', () => {
    const mappings = Array.from({ length: 8 }, (_, index) => ({ ...MAPPING, rolearn: `${MAPPING.rolearn}${index}` }));
    fc.assert(fc.property(texts, fc.shuffledSubarray(mappings, { minLength: 8 }), (text, leaving) => {
      const full = mappings.reduce(addMapping, text);
      expect(leaving.reduce(removeMapping, full)).toBe(text);
    }), { numRuns: 100 });
  });
});

describe('a mutated mapRoles', () => {
  const attempt = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  };
  const itemsIn = (text: string) => attempt(() => readJson(text)) ?? [];

  test('is edited without a change of other entries, or fails', () => {
    let edited = 0;
    fc.assert(fc.property(mapRolesTexts, (text) => {
      if (attempt(() => isMapped(text, MAPPING)) !== false || isNoList(text.trim())) return;
      const added = attempt(() => addMapping(text, MAPPING));
      if (added === undefined) return;
      edited++;
      const before = itemsIn(text);
      const after = itemsIn(added) as unknown[];
      expect(isMapped(added, MAPPING)).toBe(true);
      expect([after.toSpliced(-1, 1), after.toSpliced(-2, 1)]).toContainEqual(before);
      expect(itemsIn(removeMapping(added, MAPPING))).toEqual(before);
    }), { numRuns: 3000, seed: 1 });
    expect(edited).toBeGreaterThan(1000);
  });
});

test('the table of documents has at least forty of them', () => {
  expect(DOCUMENTS.length + REFUSED.length).toBeGreaterThan(40);
  expect(ENTRY).toContain(MAPPING.rolearn);
});
