/** Words of the way from nothing to a running conveyor. */
export const guideRu = {
  title: 'Алгоритм',
  subtitle: 'От пустого места до работающего конвейера. Шаги отмечаются сами: по тому, что уже есть.',
  now: 'Сейчас',
  go: 'Сделать',
  runs: 'Конвейер работает: заказы и затраты поступают, проект в силе.',
  runsNot: 'До запуска конвейера осталось: {{lacks}}.',
  states: { empty: 'ещё не начато', begun: 'начато', enough: 'достаточно, чтобы идти дальше', done: 'готово' },
  there: 'есть',
  lacking: 'не хватает',
  better: 'станет лучше',
};
