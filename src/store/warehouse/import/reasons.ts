import type { Sentence } from '../../../model/problem.ts';

/** Why a single row is refused. `{column}` and `{value}` are put in when the row is shown. */
const reasons: Record<string, Sentence> = {
  missing_required: {
    ru: 'Не заполнен обязательный столбец «{column}».',
    en: 'The required column “{column}” is empty.',
  },
  missing_who: {
    ru: 'Не указано, о ком это: нужен {column}.',
    en: 'It is not said whom this is about: fill in {column}.',
  },
  missing_date: { ru: 'Не указана дата: нужен {column}.', en: 'The date is missing: fill in {column}.' },
  bad_date: {
    ru: 'В столбце «{column}» не дата: «{value}». Подойдёт 2025-01-31, 2025-01-31T10:00:00+03:00 или 31.01.2025.',
    en: '“{value}” in “{column}” is not a date. Write 2025-01-31, 2025-01-31T10:00:00+03:00 or 31.01.2025.',
  },
  ambiguous_date: {
    ru: 'В столбце «{column}» не понять, где день, а где месяц: «{value}». Напишите 2025-01-31 или 31.01.2025.',
    en: 'Day and month can’t be told apart in “{column}”: “{value}”. Write 2025-01-31 or 31.01.2025.',
  },
  bad_number: { ru: 'В столбце «{column}» не число: «{value}».', en: '“{value}” in “{column}” is not a number.' },
  number_too_big: {
    ru: 'Слишком большое число в столбце «{column}»: «{value}».',
    en: 'The number in “{column}” is too big: “{value}”.',
  },
  rate_not_positive: { ru: 'Курс должен быть больше нуля: «{value}».', en: 'A rate must be above zero: “{value}”.' },
  bad_currency: {
    ru: 'В столбце «{column}» не валюта: «{value}». Подойдёт код из трёх букв (RUB) или ₽, $, €.',
    en: '“{value}” in “{column}” is not a currency. Write a three-letter code (RUB) or ₽, $, €.',
  },
  other_currency: {
    ru: 'Сумма в столбце «{column}» в другой валюте, чем файл: «{value}». Укажите валюту файла или добавьте столбец «Валюта».',
    en: 'The amount in “{column}” is in another currency than the file: “{value}”. Say the file’s currency, or add a currency column.',
  },
  unknown_word: {
    ru: 'В столбце «{column}» незнакомое слово: «{value}».',
    en: '“{value}” in “{column}” is not one of the known words.',
  },
  too_many_columns: {
    ru: 'В строке больше значений, чем столбцов в заголовке: лишнее «{value}».',
    en: 'The row has more values than the header has columns: “{value}” is extra.',
  },
  too_few_columns: {
    ru: 'В строке меньше значений, чем в остальных строках файла: она оборвана, или между значениями нет разделителя.',
    en: 'The row has fewer values than the file’s other rows: it is cut short, or a delimiter between values is missing.',
  },
  other_delimiter: {
    ru: 'Строка записана с другим разделителем, чем файл: вся она стоит в одной ячейке.',
    en: 'The row is written with another delimiter than the file: all of it stands in one cell.',
  },
  other_table: {
    ru: 'Под пустой строкой стоит что-то другое: ещё одна таблица или пояснения. Другую таблицу сохраните отдельным файлом; если строка из этой, уберите пустую строку над ней.',
    en: 'Below a blank line stands something else: another table, or explanations. Save another table as a file of its own; if the row belongs to this one, take out the blank line above it.',
  },
  bad_quotes: {
    ru: 'Кавычки в строке не закрыты или стоят не на месте.',
    en: 'The quotes in the row are not closed or out of place.',
  },
  bad_encoding: {
    ru: 'В строке есть символы не в той кодировке, что в остальном файле.',
    en: 'The row has characters in another encoding than the rest of the file.',
  },
  cut_short: {
    ru: 'Документ в выписке не закончен: нет строки «КонецДокумента».',
    en: 'The document in the statement is not closed: the line “КонецДокумента” is missing.',
  },
  bad_json: { ru: 'Строка — не объект JSON.', en: 'The line is not a JSON object.' },
};

/** The sentence of one refused row in both languages. */
export const reasonText = (reason: string, column: string, value: string): Sentence => {
  const sentence = reasons[reason] ?? { ru: reason, en: reason };
  const fill = (text: string) => text.replaceAll('{column}', column).replaceAll('{value}', value);
  return { ru: fill(sentence.ru), en: fill(sentence.en) };
};
