import { ideaKeys } from '../../../model/blueprint/inputs.ts';
import { thingsOf } from '../../../model/blueprint/things.ts';
import { isWorded, worded } from '../../../model/blueprint/words.ts';
import { monthsLater } from '../../../model/days.ts';
import { interviewsNeeded, monthsValid } from '../../blueprint/status.ts';
import { say, shareWords } from '../../organisation/words.ts';
import { repeatingTheValue } from '../interviews.ts';
import { type AuditMatter, type Found, point, type QuestionEvidence, shareOf } from '../matter.ts';

/** Key elements the answer to «what is the idea?» must have; how the company earns may be left out. */
const expected = ideaKeys.filter((key) => key !== 'how_we_earn');
const inContent = 0.8;
const repeated = 0.5;

const written = ({ design }: AuditMatter): Found[] => {
  const elements = design === null ? [] : thingsOf(design, 'idea').filter(([, { text }]) => isWorded(text));
  const there = expected.filter((key) => elements.some(([, element]) => element.key === key));
  return [
    point({
      code: 'canon_written',
      level: 1,
      holds: elements.length > 0,
      text: say('Элементов идеи записано: {n}', 'Elements of the idea written: {n}', { n: elements.length }),
      needs: say('записать идею бизнеса', 'write the idea of the business'),
      value: elements.length,
      unit: 'count',
      ...(elements.length > 0 ? {} : { reason: 'no_design' }),
      link: '/design',
    }),
    point({
      code: 'canon_complete',
      level: 2,
      holds: there.length === expected.length,
      text: say(
        'Обязательных элементов идеи: {there} из {all} (для кого, что не устраивает, главная ценность, почему мы)',
        'Elements the idea must have: {there} of {all} (for whom, what is wrong, main value, why us)',
        { there: there.length, all: expected.length },
      ),
      needs: say('все обязательные элементы идеи', 'all elements the idea must have'),
      value: there.length,
      unit: 'count',
      link: '/design',
    }),
  ];
};

/** The owner's word for a question's answer, while it is fresh. */
export const confirmedBy = ({ confirmations, asOf }: AuditMatter, q: number): string | null => {
  const last = confirmations.find((each) => each.q === q && each.answer !== '');
  return last !== undefined && monthsLater(last.at.slice(0, 10), monthsValid) >= asOf ? last.by || '—' : null;
};

const approved = (matter: AuditMatter): Found => {
  const by = confirmedBy(matter, 1);
  return point({
    code: 'canon_approved',
    level: 2,
    holds: by !== null,
    text:
      by === null
        ? say('Собственник идею не подтвердил', 'The owner has not confirmed the idea')
        : say('Идею подтвердил: {by}', 'The idea was confirmed by {by}', { by }),
    needs: say('подтверждение собственника не старше 12 месяцев', 'the owner’s confirmation, no older than 12 months'),
    link: '/audit?q=1',
  });
};

const used = ({ design }: AuditMatter): Found => {
  const cells = design === null ? [] : thingsOf(design, 'cells');
  const active = cells.filter(([, { assets, content }]) => assets.length > 0 || isWorded(content));
  const share = shareOf(active, ([, { inputs }]) => inputs.some(({ kind }) => kind === 'idea'));
  return point({
    code: 'canon_in_content',
    level: 3,
    holds: (share ?? 0) >= inContent,
    text:
      share === null
        ? say('Материалов в клетках пути нет', 'No cell of the journey has materials')
        : say(
            'Клеток с материалами, которые опираются на элемент идеи: {share} ({n} клеток с материалами)',
            'Cells with materials that rest on an element of the idea: {share} ({n} cells with materials)',
            { share: shareWords(share), n: active.length },
          ),
    needs: say('отметить идею в {goal} материалов', 'the idea marked in {goal} of materials', {
      goal: shareWords(inContent),
    }),
    value: share,
    unit: 'share',
    ...(share === null ? { reason: 'no_data' } : {}),
    link: '/journeys',
  });
};

const heard = ({ design, interviews }: AuditMatter): Found => {
  const repeating =
    design === null || interviews.length < interviewsNeeded ? null : repeatingTheValue(design, interviews);
  const share = repeating === null ? null : repeating / interviews.length;
  return point({
    code: 'customers_repeat',
    level: 4,
    holds: (share ?? 0) >= repeated,
    text:
      share === null
        ? say(
            'Интервью с купившими за год в данных: {n}, нужно от {least} с текстом ответа (вид события — например, win_interview)',
            'Interviews of the year with customers who bought in the facts: {n}, at least {least} with what was said are needed (a kind such as win_interview)',
            { n: interviews.length, least: interviewsNeeded },
          )
        : say(
            'Интервью с купившими, где клиент сам называет главную ценность: {share} из {n}',
            'Interviews with customers who bought in which the customer names the main value: {share} of {n}',
            { share: shareWords(share), n: interviews.length },
          ),
    needs: say(
      'главная ценность своими словами в {goal} интервью с купившими',
      'the main value in their own words in {goal} of interviews with customers who bought',
      { goal: shareWords(repeated) },
    ),
    value: share,
    unit: 'share',
    ...(share === null ? { reason: 'insufficient_n' } : {}),
    link: share === null ? '/data' : '/lifecycle?tab=rules',
  });
};

/** Question 1: the canon of the idea, whether the owner stands by it, and whether customers meet it. */
export const ideaEvidence = (matter: AuditMatter): QuestionEvidence => {
  const value = Object.values(matter.design?.idea ?? {}).find(
    ({ key, text }) => key === 'main_value' && isWorded(text),
  );
  return {
    points: [...written(matter), approved(matter), used(matter), heard(matter)],
    answer: value === undefined ? null : { ru: worded(value.text, 'ru'), en: worded(value.text, 'en') },
  };
};
