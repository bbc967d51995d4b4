// SPDX-License-Identifier: Apache-2.0

// Runs before the page is painted, so that the remembered theme and language never flash.

const root = document.documentElement;
const wished = localStorage.getItem("theme");
const dark = wished ? wished === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
root.dataset.theme = dark ? "dark" : "light";
root.lang = localStorage.getItem("language") === "en" ? "en" : "zh-CN";

export {};
