import { BarChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
} from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  AriaComponent,
  CanvasRenderer,
]);

export interface Series {
  readonly name: string;
  readonly kind: "bar" | "line";
  readonly values: readonly number[];
  readonly colour: string;
}

const ink = "#6f6357";
const line = "#e7dfd1";
const font = '"PingFang SC","Noto Sans SC","Noto Sans CJK SC","Segoe UI",system-ui,sans-serif';

/** Bars and lines over days in the house's look. Close it with `dispose`. */
export function dayChart(place: HTMLElement): EChartsType {
  return init(place, null, { renderer: "canvas" });
}

export function drawDays(chart: EChartsType, days: readonly string[], series: readonly Series[]) {
  const label = { color: ink, fontSize: 12, fontFamily: font };
  chart.setOption({
    aria: { enabled: true },
    animationDuration: 180,
    textStyle: { fontFamily: font },
    grid: {
      left: 8,
      right: 8,
      top: 36,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    legend: {
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 10,
      itemHeight: 10,
      textStyle: label,
    },
    // rich text: a tooltip of HTML would need inline styles, which the page's policy forbids
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      textStyle: { fontSize: 13 },
    },
    xAxis: {
      type: "category",
      data: [...days],
      axisLabel: { ...label, hideOverlap: true },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      axisLabel: label,
      splitLine: { lineStyle: { color: line } },
    },
    series: series.map((one) => ({
      name: one.name,
      type: one.kind,
      data: [...one.values],
      itemStyle: { color: one.colour, borderRadius: one.kind === "bar" ? [2, 2, 0, 0] : 0 },
      lineStyle: { width: 2, color: one.colour },
      showSymbol: false,
      barMaxWidth: 18,
    })),
  });
}
