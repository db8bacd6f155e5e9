/*
 * A JupyterLab extension written by hand: there is no build step.
 *
 * JupyterLab loads this file, looks for a module-federation container under the extension's name,
 * gives it the share scope (`init`) and asks it for the plug-in (`get`). The plug-in itself is in
 * plugin.js beside this file; what it needs of JupyterLab is taken from the share scope, so that
 * tokens and classes are the very ones that the running JupyterLab uses.
 */
(() => {
  const here = new URL('.', document.currentScript.src);
  let scope = null;

  /* JupyterLab shares one version of each of its packages; were there two, either would do. */
  async function shared(name) {
    const versions = Object.values((scope && scope[name]) || {});
    if (versions.length === 0) {
      throw new Error(`JupyterLab does not share ${name}; the case room cannot open by itself.`);
    }
    const factory = await versions[0].get();
    return factory();
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['link-worker-room'] = {
    init(shareScope) {
      scope = shareScope;
    },
    async get(name) {
      if (name !== './extension') {
        throw new Error(`link-worker-room has no module ${name}, only ./extension.`);
      }
      const { makePlugin } = await import(new URL('plugin.js', here));
      const lab = {};
      for (const part of ['application', 'apputils', 'cells', 'coreutils', 'notebook']) {
        lab[part] = await shared(`@jupyterlab/${part}`);
      }
      const plugin = makePlugin(lab);
      return () => ({ __esModule: true, default: plugin });
    }
  };
})();
