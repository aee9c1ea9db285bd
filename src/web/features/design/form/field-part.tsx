import type { Blueprint } from '../../../../model/blueprint/blueprint.ts';
import type { Committee, Potential, Rung, Segment } from '../../../../model/blueprint/inputs.ts';
import type { Employee, StageDesign } from '../../../../model/blueprint/organisation.ts';
import type { FieldSpec } from './field-specs.ts';
import { BySegmentPart } from './parts/by-segment.tsx';
import { ClassSharesPart } from './parts/class-shares.tsx';
import { EconomicValuePart } from './parts/economic-value.tsx';
import { HoldersPart } from './parts/holders.tsx';
import { MembersPart } from './parts/members.tsx';
import { PotentialPart } from './parts/potential.tsx';
import { SegmentRulePart } from './parts/segment-rule.tsx';

type Part = Extract<FieldSpec, { kind: 'part' }>['part'];

/** What every part of a thing is drawn from. */
export type PartProps<Value> = {
  label: string;
  blueprint: Blueprint;
  /** The thing the part is of. */
  id: string;
  value: Value;
  onChange: (value: Value) => void;
};

/** A field that is a little structure of its own. */
export const FieldPart = ({
  part,
  ...rest
}: Omit<PartProps<unknown>, 'onChange'> & { part: Part; onChange: (value: unknown) => void }) => {
  switch (part) {
    case 'segmentRule':
      return <SegmentRulePart {...(rest as PartProps<Segment['rule']>)} />;
    case 'potential':
      return <PotentialPart {...(rest as PartProps<Potential>)} />;
    case 'members':
      return <MembersPart {...(rest as PartProps<Committee['members']>)} />;
    case 'economicValue':
      return <EconomicValuePart {...(rest as PartProps<Rung['value']>)} />;
    case 'classShares':
      return <ClassSharesPart {...(rest as PartProps<Employee['classShares']>)} />;
    case 'bySegment':
      return <BySegmentPart {...(rest as PartProps<StageDesign['bySegment']>)} />;
    case 'holders':
      return <HoldersPart {...(rest as PartProps<Employee['roles']>)} />;
  }
};
