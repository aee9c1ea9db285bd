export const numberRu = { title: '' };
