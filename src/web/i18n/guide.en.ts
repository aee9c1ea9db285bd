/** Words of the way from nothing to a running conveyor. */
export const guideEn = {
  title: 'Guide',
  subtitle: 'From nothing to a running conveyor. Steps mark themselves, by what is there already.',
  now: 'Now',
  go: 'Do it',
  runs: 'The conveyor runs: orders and costs come in, a design is in force.',
  runsNot: 'Before the conveyor runs: {{lacks}}.',
  states: { empty: 'not begun', begun: 'begun', enough: 'enough to go on', done: 'done' },
  there: 'there',
  lacking: 'lacking',
  better: 'would be better',
};
