import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { tokenValue } from './tokens.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** Colours of the theme as a chart needs them: values, not variables. */
export type ChartColors = (token: `--${string}`) => string;

type Props = {
  option: (colors: ChartColors) => EChartsCoreOption;
  /** Said to a screen reader instead of the picture. */
  label: string;
  height: number;
  /** Gives the drawn picture, to save it. */
  ref?: Ref<{ svg: () => SVGSVGElement | null }> | undefined;
};

/** A chart drawn as SVG in the colours of the theme, as wide as its place. */
export const Chart = ({ option, label, height, ref }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const scheme = useComputedColorScheme('light');
  const isCalm = useReducedMotion();
  useImperativeHandle(ref, () => ({ svg: () => box.current?.querySelector('svg') ?? null }), []);
  useEffect(() => {
    if (!box.current) return;
    const drawn = init(box.current, null, { renderer: 'svg' });
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(
      {
        textStyle: { fontFamily: 'Onest Variable, Onest, sans-serif' },
        animationDuration: isCalm ? 0 : 180,
        animationDurationUpdate: isCalm ? 0 : 180,
        ...option(tokenValue),
      },
      { notMerge: true },
    );
  }, [option, scheme, isCalm]);
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />;
};
