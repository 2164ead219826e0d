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
  "kit.offline": "网络断开了",
  "kit.offlineNext": "连上网络后会自动继续。",
  "kit.failed": "出了点问题",
  "kit.sample": "演示",
} as const;
