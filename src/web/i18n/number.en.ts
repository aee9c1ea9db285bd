export const numberEn = { title: '' };
