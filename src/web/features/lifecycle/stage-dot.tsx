import { type StageOrOverlay, stageNames } from '../../../model/stages.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Dot } from '../../kit/dot.tsx';
import { hueOfStage } from './look.ts';

/** A stage's colour and name on one line. */
export const StageDot = ({ stage }: { stage: StageOrOverlay }) => {
  const language = useLanguage();
  return <Dot hue={hueOfStage[stage]}>{stageNames[stage][language]}</Dot>;
};
