import type { ThemeConfig } from "antd";
import { accentSet } from "#packages/ui/accent.ts";

/** The kit in the house's look: paper, ink, one accent; red and green keep their meaning. */
export function themeOf(accent: string | null): ThemeConfig {
  const set = accentSet(accent);
  const strong = set["--accent-strong"];
  return {
    token: {
      motion: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      colorPrimary: strong,
      colorInfo: strong,
      colorLink: strong,
      colorLinkHover: set["--accent-deep"],
      colorLinkActive: set["--accent-deep"],
      colorSuccess: "#1d6a3b",
      colorError: "#a8281f",
      colorWarning: "#7a5200",
      colorTextBase: "#241d17",
      colorBgBase: "#ffffff",
      colorBgLayout: "#fbf8f2",
      colorText: "#241d17",
      colorTextSecondary: "#5a4f45",
      colorTextTertiary: "#6f6357",
      colorTextDescription: "#6f6357",
      colorTextPlaceholder: "#6f6357",
      colorBorder: "#cfc4b1",
      colorBorderSecondary: "#e7dfd1",
      colorSplit: "#e7dfd1",
      colorFillAlter: "#fbf8f2",
      controlItemBgActive: set["--accent-wash"],
      controlItemBgActiveHover: set["--accent-soft"],
      controlOutline: set["--accent-soft"],
      borderRadius: 8,
      controlHeight: 36,
      fontSize: 14,
      fontSizeSM: 12,
      fontFamily: "var(--font)",
      motionDurationMid: "0.14s",
      motionDurationSlow: "0.18s",
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", fontWeight: 500 },
      Segmented: { trackBg: "#f0e9dc", itemColor: "#5a4f45" },
      Tabs: { horizontalItemPadding: "10px 0" },
      Form: { itemMarginBottom: 18, verticalLabelPadding: "0 0 4px" },
    },
  };
}
