/** A line that brings more than this share of its calendar year's revenue deserves a look. */
export const outlierShare = 0.2;
/** Years of fewer lines than this have no usual line. */
export const yearLines = 20;
/** Deals closed on the day they opened are suspicious where the others usually take so many days or more. */
export const longCycleDays = 7;
/** So many deals of some length are needed to say what is usual. */
export const cyclesToKnow = 5;
/** No company's sales data are older. */
export const oldestDay = '1990-01-01';
