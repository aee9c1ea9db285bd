const same = (a: string, b: string): boolean => a.trim().toLocaleLowerCase('ru') === b.trim().toLocaleLowerCase('ru');

/** Whether a word of the facts means a thing: its id, one of its `names`, or its name in either language; letter case aside. */
export const means = (
  written: string,
  id: string,
  thing: { name: { ru: string; en: string }; names?: readonly string[] },
): boolean =>
  written.trim() !== '' &&
  [id, thing.name.ru, thing.name.en, ...(thing.names ?? [])].some((name) => name !== '' && same(name, written));
