// How the time grows, drawn: two panels, both axes logarithmic.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import * as echarts from "echarts";

export interface Growth {
  readonly name: string;
  /** [size, milliseconds] */
  readonly points: readonly (readonly [number, number])[];
}

export interface Panel {
  readonly title: string;
  readonly xName: string;
  readonly growths: readonly Growth[];
}

const file = path.join(import.meta.dirname, "../docs/pricing-growth.svg");
const inks = ["#8a3b12", "#3f5b4b", "#6b6355"];

/** The exponent k of time ~ size^k by least squares over the logarithms of the larger half. */
export function exponentOf({ points }: Growth): number {
  const logs = points.slice(Math.floor(points.length / 2))
    .map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0);
  return over / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0);
}

/** Writes docs/pricing-growth.svg. */
export async function plotGrowth(panels: readonly Panel[]): Promise<void> {
  const width = 960;
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height: 420 });
  const share = 100 / panels.length;
  const place = (at: number) => `${at * share + 6}%`;
  chart.setOption({
    animation: false,
    backgroundColor: "#fffdf8",
    textStyle: { fontFamily: "system-ui, sans-serif", color: "#2b2722" },
    color: inks,
    title: panels.map(({ title }, at) => ({
      text: title, left: place(at), top: 12, textStyle: { fontSize: 14, fontWeight: 600 },
    })),
    legend: { bottom: 4 },
    grid: panels.map((_, at) => ({
      left: place(at), width: `${share - 10}%`, top: 64, bottom: 84,
    })),
    xAxis: panels.map(({ xName }, gridIndex) => ({
      type: "log", gridIndex, name: xName, nameLocation: "middle", nameGap: 28,
    })),
    yAxis: panels.map((_, gridIndex) => ({
      type: "log", gridIndex, name: "ms", axisLabel: { formatter: (value: number) => `${value}` },
    })),
    series: panels.flatMap(({ growths }, at) => growths.map(({ name, points }) => ({
      type: "line", xAxisIndex: at, yAxisIndex: at, name, data: points.map((point) => [...point]),
      symbolSize: 7,
    }))),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  await writeFile(file, `${svg}\n`);
}
