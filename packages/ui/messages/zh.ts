/** Words every app needs. An app spreads them into its own messages. */
export const kitZh = {
  "kit.close": "关闭",
  "kit.back": "返回",
  "kit.cancel": "取消",
  "kit.confirm": "确认",
  "kit.save": "保存",
  "kit.retry": "再试一次",
  "kit.loading": "加载中…",
  "kit.more": "加载更多",
  "kit.language": "语言",
  "kit.offline": "没有连上服务器",
  "kit.offlineNext": "请检查 Wi-Fi 或流量后再试。",
  "kit.failed": "出了点问题",
  "kit.failedNext": "请稍后再试一次。",
  "kit.sample": "演示",
} as const;
