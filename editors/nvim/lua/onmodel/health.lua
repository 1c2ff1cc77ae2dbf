-- `:checkhealth onmodel`
local M = {}

local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local bad = health.error or health.report_error

---@return boolean whether the program runs at all
local function check_program(program)
  if vim.fn.executable(program) == 0 then
    bad(('"%s" is not a program on this computer'):format(program), {
      'install it: :help onmodel-begin',
      'or name its place: require("onmodel").setup({ cmd = { "/full/path/onmodel", "lsp" } })',
    })
    return false
  end
  local version = vim.fn.system({ program, '--version' })
  if vim.v.shell_error ~= 0 then
    bad(('%s does not run: %s'):format(vim.fn.exepath(program), vim.trim(version)))
    return false
  end
  ok(('%s: %s'):format(vim.fn.exepath(program), vim.trim(version)))
  return true
end

local function check_server(program)
  vim.fn.system({ program, 'lsp', '--help' })
  if vim.v.shell_error == 0 then
    ok('it has a language server')
  else
    bad('this onmodel has no language server', { 'install a newer one: :help onmodel-begin' })
  end
end

-- The health page is a buffer of its own: the one looked at before it is meant.
local function buffer_at_hand()
  local before = vim.fn.bufnr('#')
  return before > 0 and before or vim.api.nvim_get_current_buf()
end

local function check_buffer(buffer)
  local config = require('onmodel.config')
  local file = vim.api.nvim_buf_get_name(buffer)
  if file == '' or not config.may_concern(buffer, file) then
    warn(('"%s" is no caption by its name'):format(vim.fn.fnamemodify(file, ':t')), {
      'captions end in ' .. table.concat(config.options.caption_extensions, ', '),
      'other endings: require("onmodel").setup({ caption_extensions = { "txt", "tags" } })',
    })
    return
  end
  local root = require('onmodel.root').of(file)
  if not root then
    local folder = vim.fn.fnamemodify(file, ':h')
    warn('no onmodel.toml above ' .. file, { 'write one: onmodel init ' .. folder })
  elseif require('onmodel.client').of(buffer) then
    ok('the server runs for ' .. root)
  else
    warn('the server does not run for ' .. root, { ':OnmodelRestart', ':LspLog or :messages say more' })
  end
end

function M.check()
  start('onmodel: the program')
  local program = require('onmodel.config').program()
  if not program then
    ok('a function of your configuration starts the server')
  elseif check_program(program) then
    check_server(program)
  end
  start('onmodel: the buffer looked at last')
  check_buffer(buffer_at_hand())
end

return M
