export const MoneyPage = () => null;
