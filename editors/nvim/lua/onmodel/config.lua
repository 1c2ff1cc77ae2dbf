-- The options and what the language client is made of.
local root = require('onmodel.root')

local M = {}

local defaults = {
  -- The program and its arguments; looked for on the PATH, or a full path.
  cmd = { 'onmodel', 'lsp' },
  -- Endings of files that may be captions. One is checked only if it belongs to a set.
  caption_extensions = { 'txt', 'caption' },
  -- Called with the client and the buffer when a caption is opened.
  on_attach = nil,
}

M.options = vim.deepcopy(defaults)

---@param options table replaces the defaults it names
function M.set(options)
  for name in pairs(options) do
    if defaults[name] == nil and name ~= 'on_attach' then
      error(('onmodel has no option "%s"; `:help onmodel-options` lists them'):format(name), 0)
    end
  end
  M.options = vim.tbl_extend('force', vim.deepcopy(defaults), options)
end

---The client's configuration, in the words both `vim.lsp.config` and `vim.lsp.start_client` know.
---@return table
function M.client()
  return {
    name = 'onmodel',
    cmd = M.options.cmd,
    init_options = { status = true },
    on_attach = M.options.on_attach,
    handlers = {
      ['onmodel/status'] = function(_, params)
        require('onmodel.status').set(params)
      end,
    },
    root_dir = function(buffer, attach)
      local folder = M.root_of(buffer)
      if folder then
        attach(folder)
      end
    end,
  }
end

---The folder to start the server in for a buffer; nil for a buffer that is none of onmodel's.
---@param buffer integer
---@return string|nil
function M.root_of(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  local folder = M.may_concern(buffer, file) and root.of(file)
  if folder and M.runs() then
    return folder
  end
end

---Whether a buffer may be a caption or a configuration, by its name alone.
function M.may_concern(buffer, file)
  if file == '' or vim.bo[buffer].buftype ~= '' then
    return false
  end
  local name = vim.fn.fnamemodify(file, ':t')
  return vim.tbl_contains({ 'onmodel.toml', 'metadata.jsonl', 'metadata.csv' }, name)
    or vim.tbl_contains(M.options.caption_extensions, vim.fn.fnamemodify(file, ':e'))
end

local told = false

---The program to run: on Neovim 0.11 and newer `vim.lsp.config` has the last word.
---@return string|nil nil where a function starts the server
function M.program()
  local cmd = vim.lsp.config and vim.lsp.config.onmodel.cmd or M.options.cmd
  return type(cmd) == 'table' and cmd[1] or nil
end

---Whether the program is there; says once how to mend it when it is not.
function M.runs()
  local program = M.program()
  if not program or vim.fn.executable(program) == 1 then
    return true
  end
  if not told then
    told = true
    local text = '"%s" is not a program on this computer. Install onmodel (:help onmodel-begin), '
      .. 'or name its place: require("onmodel").setup({ cmd = { "/full/path/onmodel", "lsp" } })'
    vim.notify(text:format(program), vim.log.levels.WARN)
  end
  return false
end

return M
