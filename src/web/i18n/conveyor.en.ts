export const conveyorEn = { title: '' };
