// Light or dark: the system's, until the visitor switches; a choice equal to the system's is forgotten again.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => localStorage.getItem("look");
  const apply = () => {
    document.documentElement.dataset.look = chosen() ?? (system.matches ? "dark" : "light");
  };
  window.switchLook = () => {
    const next = document.documentElement.dataset.look === "dark" ? "light" : "dark";
    if (next === (system.matches ? "dark" : "light")) localStorage.removeItem("look");
    else localStorage.setItem("look", next);
    apply();
  };
  system.addEventListener("change", apply);
  apply();
})();
