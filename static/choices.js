// Words that people write for a choice in a list, where the list says it with another one. What is in doubt is not here.
(() => {
  "use strict";

  const WORDS = {
    outcome: {
      met: ["已完成", "全部完成", "按期完成", "如期完成", "达成", "已达成", "达标"],
      exceeded: ["超额", "已超额完成", "超额达成"],
      partly: ["部分达成", "部分未完成", "未全部完成"],
      not_met: ["没有完成", "没完成", "未达成", "未达标"],
    },
    nature: { number: ["定量指标"], qualitative: ["定性指标"], yes_no: ["是否类"], deadline: ["时限类", "时效"] },
    tier: { reached: ["达成预期指标", "达到预期"], partly: ["部分达成", "部分达成预期指标并具有一定效果"], not_reached: ["未达成", "未达成预期指标且效果较差"] },
    is_core: { 1: ["√", "✓", "核心", "核心指标"] },
  };

  // The code of a text among the options of a list; undefined where none is meant.
  function codeOf(field, options, text) {
    const exact = options.find((option) => option.text.trim() === text || (option.value === text && text !== ""));
    if (exact) return exact.value;
    if (text === "") return "";
    const code = Object.entries(WORDS[field] ?? {}).find(([, words]) => words.includes(text))?.[0];
    return options.some((option) => option.value === code) ? code : undefined;
  }

  globalThis.perfevalChoices = { codeOf };
})();
