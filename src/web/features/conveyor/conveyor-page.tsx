export const ConveyorPage = () => null;
