-- The commands of a user: `:OnmodelCheck` and its kin.
local call = require('onmodel.client').call

local M = {}

local function say(text, level)
  vim.notify('onmodel: ' .. text, level or vim.log.levels.INFO)
end

---Runs an action with the client of the buffer at hand, or says why there is none.
local function with_client(action)
  return function(event)
    local buffer = vim.api.nvim_get_current_buf()
    local client = require('onmodel.client').of(buffer)
    if client then
      action(client, buffer, event)
    else
      say('this buffer belongs to no set; `:checkhealth onmodel` says why', vim.log.levels.WARN)
    end
  end
end

---Asks the server to run one of its commands on the set of a buffer.
local function execute(client, buffer, command, done)
  local params = { command = command, arguments = { vim.uri_from_bufnr(buffer) } }
  call(client, 'request', 'workspace/executeCommand', params, function(failure, result)
    if failure then
      say(failure.message, vim.log.levels.ERROR)
    else
      done(result)
    end
  end, buffer)
end

local function check(client, buffer)
  execute(client, buffer, 'onmodel.checkDataset', function(sets)
    require('onmodel.findings').list(client, sets)
  end)
end

local function fix(client, buffer, event)
  if not event.bang then
    return require('onmodel.fix').buffer(client, buffer)
  end
  execute(client, buffer, 'onmodel.fixDataset', function()
    say('mended what can be mended by itself; `:wall` writes it, `u` takes it back')
  end)
end

local function traits(client, buffer)
  execute(client, buffer, 'onmodel.showTraits', function(text)
    require('onmodel.scratch').show('traits', text)
  end)
end

local function open_image()
  require('onmodel.image').open(vim.api.nvim_buf_get_name(0), say)
end

local function restart()
  require('onmodel.client').restart()
end

---Defines the commands.
function M.define()
  local define = vim.api.nvim_create_user_command
  define('OnmodelCheck', with_client(check), { desc = 'List everything wrong with this set' })
  define('OnmodelFix', with_client(fix), { bang = true, desc = 'Mend this caption; with ! the set' })
  define('OnmodelTraits', with_client(traits), { desc = 'Show which image shows which trait' })
  define('OnmodelOpenImage', open_image, { desc = 'Open the picture of this caption' })
  define('OnmodelRestart', restart, { desc = 'Restart the server' })
end

return M
