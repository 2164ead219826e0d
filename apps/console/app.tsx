import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useMemo } from "react";
import { queries } from "./api.ts";
import { useAccent } from "./accent-now.ts";
import { nonce } from "./page-data.ts";
import { router } from "./router.ts";
import { useText } from "./text.ts";
import { themeOf } from "./theme.ts";

/** The kit, the router and the cache of answers around every page. */
export function ConsoleApp() {
  const { lang } = useText();
  const accent = useAccent();
  const theme = useMemo(() => themeOf(accent), [accent]);
  return (
    <ConfigProvider
      theme={theme}
      locale={lang === "zh" ? zhCN : enUS}
      csp={{ nonce }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <App>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
