/** What the tests use of a reader of BPMN that brings no types. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    fromXML(xml: string): Promise<{ rootElement: object; elementsById: object; warnings: unknown[] }>;
  }
}
