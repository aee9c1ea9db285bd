export const moneyRu = { title: '' };
