/** Flags for a run of which nobody asks how fast its pages are: a demo, a browser and more share the machine. */
export const unhurried = ['--set', 'budgets.page=20000'];
