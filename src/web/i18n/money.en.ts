export const moneyEn = { title: '' };
