import { describe, expect, it } from 'vitest';
import { channelPolicy, meaningOf } from '../../src/analysis/channels/meaning.ts';
import type { ChannelRule } from '../../src/model/channels.ts';
import { Settings } from '../../src/model/settings.ts';
import { editRules, rulesFor, sameRules } from '../../src/web/features/channels/draft.ts';
import { origin, ownChannels, spellings, withoutChannel } from '../analysis/channels/spellings.ts';

const ids = () => {
  let last = 0;
  return () => `r${++last}`;
};
const rule = (id: string, channel: string, values: string[]): ChannelRule => ({
  id,
  channel,
  when: [{ cell: 'channel', is: 'equals', values }],
});

describe('rules made of chosen spellings', () => {
  it('give every one of them the channel, whatever it is written like', () => {
    const chosen = [
      ...Object.values(spellings),
      ...Object.values(withoutChannel),
      ownChannels.map((channel) => origin({ channel })),
    ]
      .flat()
      .filter((one) => Object.values(one).some((cell) => cell !== ''));
    const rules = rulesFor(chosen, 'Новый канал', ids());
    const means = meaningOf(channelPolicy({ rules, names: {} }, Settings.parse({})));
    expect(chosen.filter((one) => means(one).channel !== 'Новый канал')).toEqual([]);
    expect(rules.length).toBeLessThan(chosen.length / 3);
  });

  it('leave alone what was not chosen', () => {
    const rules = rulesFor([origin({ source: 'yandex' }), origin({ channel: 'Опт' })], 'Новый', ids());
    const means = meaningOf(channelPolicy({ rules, names: {} }, Settings.parse({})));
    expect(means(origin({ source: 'yandex', medium: 'cpc' })).channel).toBe('Контекстная реклама');
    expect(means(origin({ channel: 'Розница', source: 'google' })).channel).toBe('Розница');
  });
});

describe('a draft of rules', () => {
  const begin = { rules: [rule('a', 'А', ['1']), rule('b', 'Б', ['2'])], names: {} };

  it('takes new rules on top and joins what asks the same', () => {
    const more = editRules(begin, { do: 'add', rules: [rule('c', 'А', ['1', '3'])] });
    expect(more.rules).toEqual([rule('a', 'А', ['1', '3']), rule('b', 'Б', ['2'])]);
    const other = editRules(begin, { do: 'add', rules: [rule('c', 'В', ['2']), rule('d', '', ['4'])] });
    expect(other.rules.map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b']);
  });

  it('is moved, changed and emptied; order is a difference, an unnamed channel is none', () => {
    const moved = editRules(begin, { do: 'move', id: 'b', by: -1 });
    expect(moved.rules.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(sameRules(moved, begin)).toBe(false);
    expect(sameRules(editRules(moved, { do: 'move', id: 'b', by: 1 }), begin)).toBe(true);
    expect(editRules(begin, { do: 'move', id: 'a', by: -1 })).toBe(begin);
    const named = editRules(begin, { do: 'name', channel: 'email', name: 'Письма' });
    expect(named.names).toEqual({ email: 'Письма' });
    expect(sameRules(editRules(named, { do: 'name', channel: 'email', name: ' ' }), begin)).toBe(true);
    expect(editRules(begin, { do: 'remove', id: 'a' }).rules).toEqual([rule('b', 'Б', ['2'])]);
    expect(editRules(begin, { do: 'put', rule: rule('a', 'Я', ['9']) }).rules[0]).toEqual(rule('a', 'Я', ['9']));
  });
});
