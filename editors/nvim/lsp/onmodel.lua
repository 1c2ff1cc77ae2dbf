-- What Neovim 0.11 and newer read for `vim.lsp.enable('onmodel')`.
return require('onmodel.config').client()
