export const conveyorRu = { title: '' };
